import { z } from 'zod'
import type { UpdateUserPoolCommandInput, UserPoolType } from '@/lib/aws/types'

const yes = z
  .enum(['on', ''])
  .optional()
  .transform((value) => value === 'on')

/** The pool's password policy. Cognito's own limits. */
export const policyForm = z.object({
  minimumLength: z.coerce
    .number('Type a number.')
    .int()
    .min(6, 'At least 6 characters.')
    .max(99, 'At most 99 characters.'),
  uppercase: yes,
  lowercase: yes,
  numbers: yes,
  symbols: yes,
  temporaryDays: z.coerce.number('Type a number.').int().min(1, 'At least a day.').max(365, 'At most 365 days.'),
})

export type PolicyForm = z.output<typeof policyForm>

export function policyFormOf({ Policies }: UserPoolType): PolicyForm {
  const policy = Policies?.PasswordPolicy
  return {
    minimumLength: policy?.MinimumLength ?? 8,
    uppercase: policy?.RequireUppercase ?? false,
    lowercase: policy?.RequireLowercase ?? false,
    numbers: policy?.RequireNumbers ?? false,
    symbols: policy?.RequireSymbols ?? false,
    temporaryDays: policy?.TemporaryPasswordValidityDays ?? 7,
  }
}

/**
 * The request that changes the password policy and nothing else. UpdateUserPool puts what it is not told back to its default, so
 * everything that it takes goes along, and what neither the SDK nor Slipway knows; should Cognito refuse that, nothing is changed.
 */
export function mergedPool(pool: UserPoolType, form: PolicyForm): UpdateUserPoolCommandInput {
  const { AdminCreateUserConfig, Policies } = pool
  const kept = Object.entries(pool).filter(
    ([name, value]) => value !== undefined && value !== null && !ANSWER_ONLY.includes(name),
  )
  const { UnusedAccountValidityDays: _, ...adminConfig } = AdminCreateUserConfig ?? {}

  return {
    UserPoolId: pool.Id,
    PoolName: pool.Name,
    ...Object.fromEntries(kept),
    // The older place of the temporary password's lifetime; Cognito takes only one of the two.
    ...(AdminCreateUserConfig ? { AdminCreateUserConfig: adminConfig } : {}),
    Policies: {
      ...Policies,
      PasswordPolicy: {
        ...Policies?.PasswordPolicy,
        MinimumLength: form.minimumLength,
        RequireUppercase: form.uppercase,
        RequireLowercase: form.lowercase,
        RequireNumbers: form.numbers,
        RequireSymbols: form.symbols,
        TemporaryPasswordValidityDays: form.temporaryDays,
      },
    },
  }
}

/** Members that DescribeUserPool answers and UpdateUserPool does not take, after botocore's model, or not under that name. */
const ANSWER_ONLY = [
  'AdminCreateUserConfig',
  'AliasAttributes',
  'Arn',
  'CreationDate',
  'CustomDomain',
  'Domain',
  'EmailConfigurationFailure',
  'EstimatedNumberOfUsers',
  'Id',
  'LastModifiedDate',
  'Name',
  'Policies',
  'SchemaAttributes',
  'SmsConfigurationFailure',
  'Status',
  'UsernameAttributes',
  'UsernameConfiguration',
]

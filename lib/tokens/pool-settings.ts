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
 * everything that it takes goes along.
 */
export function mergedPool(pool: UserPoolType, form: PolicyForm): UpdateUserPoolCommandInput {
  const { AdminCreateUserConfig, Policies } = pool
  const { UnusedAccountValidityDays: _, ...adminConfig } = AdminCreateUserConfig ?? {}

  return {
    UserPoolId: pool.Id,
    PoolName: pool.Name,
    ...Object.fromEntries(KEPT.flatMap((name) => (pool[name] === undefined ? [] : [[name, pool[name]]]))),
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

/** Members that DescribeUserPool answers and UpdateUserPool takes under the same name. */
const KEPT = [
  'DeletionProtection',
  'LambdaConfig',
  'AutoVerifiedAttributes',
  'SmsVerificationMessage',
  'EmailVerificationMessage',
  'EmailVerificationSubject',
  'VerificationMessageTemplate',
  'SmsAuthenticationMessage',
  'UserAttributeUpdateSettings',
  'MfaConfiguration',
  'DeviceConfiguration',
  'EmailConfiguration',
  'SmsConfiguration',
  'UserPoolTags',
  'UserPoolAddOns',
  'AccountRecoverySetting',
  'UserPoolTier',
] as const satisfies (keyof UserPoolType & keyof UpdateUserPoolCommandInput)[]

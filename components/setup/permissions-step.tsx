'use client'

import { Notice } from '@/components/feedback/notice'
import type { Option } from '@/components/form/inputs'
import { TemplatePicker } from '@/components/policies/template-picker'
import { AreaAnswer, SelectAnswer, TextAnswer } from '@/components/setup/answer-field'
import { ChoiceAnswer } from '@/components/setup/choice-answer'
import { PolicyLists } from '@/components/setup/policy-lists'
import { useWizard } from '@/components/setup/wizard-context'
import { Term } from '@/components/ui/term'
import type { SetupValues } from '@/lib/deployments/setup/form-fields'

const ROLE_OPTIONS = [
  {
    value: 'create',
    label: 'Create an execution role',
    description: 'Made for this server alone, with what AgentCore needs and what you grant below.',
  },
  {
    value: 'adopt',
    label: 'Use one that exists',
    description:
      'Its trust policy, its base permissions and its reach are checked first. Slipway changes nothing on it.',
  },
]

const GRANT_OPTIONS = [
  {
    value: 'managed',
    label: 'Read-only, by AWS’s own policy (recommended)',
    description: 'A good start: your assistant can look at nearly everything and change nothing.',
  },
  {
    value: 'custom',
    label: 'A policy of your own',
    description: 'The least it needs, with conditions on region, tag or time. Start from a template.',
  },
  {
    value: 'several',
    label: 'Several policies',
    description: 'Any number of managed policies and of your own, each with its name.',
  },
]

export function PermissionsStep({ managedPolicies }: { managedPolicies: Option[] }) {
  const { values } = useWizard()

  return (
    <>
      <ChoiceAnswer
        name="roleMode"
        label={
          <Term term="The IAM role that AgentCore assumes to run your server. Every AWS call of your assistant is made with it, never with your own credentials.">
            Execution role
          </Term>
        }
        options={ROLE_OPTIONS}
        columns={2}
      />
      {values.roleMode === 'adopt' ? (
        <TextAnswer name="roleArn" label="Role ARN" placeholder="arn:aws:iam::111122223333:role/my-role" mono />
      ) : (
        <NewRoleQuestions managedPolicies={managedPolicies} />
      )}
    </>
  )
}

function NewRoleQuestions({ managedPolicies }: { managedPolicies: Option[] }) {
  return (
    <>
      <TextAnswer
        name="roleName"
        label="Role name"
        required={false}
        hint="Left empty, it is named after the server: slipway-NAME-REGION."
        mono
      />
      <ChoiceAnswer name="grant" label="What your assistant may do in AWS" options={GRANT_OPTIONS} />
      <Grant managedPolicies={managedPolicies} />
      <Notice tone="warning" title="Prompt injection is real">
        Text that your assistant reads (a log line, an object, a web page) can talk it into running commands. What the
        role can’t do can’t be talked into: grant little, and prefer a client that asks before each command.
      </Notice>
    </>
  )
}

function Grant({ managedPolicies }: { managedPolicies: Option[] }) {
  const { values, update } = useWizard()

  if (values.grant === 'several') {
    return <PolicyLists managedPolicies={managedPolicies} />
  }
  if (values.grant === 'custom') {
    return (
      <>
        <TemplatePicker
          region={values.region ?? ''}
          verb={values.customPolicy ? 'Replace the policy below' : 'Fill in the policy below'}
          onInsert={(customPolicy) => update({ customPolicy })}
        />
        <AreaAnswer
          name="customPolicy"
          label="Permission policy (JSON)"
          rows={14}
          hint="An IAM policy document. Everything on everything (Action * on Resource *) is refused."
        />
      </>
    )
  }
  return (
    <SelectAnswer name="managedPolicyArn" label="AWS managed policy" options={withCurrent(managedPolicies, values)} />
  )
}

/** A role may have another managed policy than those that are offered. */
function withCurrent(options: Option[], { managedPolicyArn: arn = '' }: SetupValues): Option[] {
  return arn === '' || options.some(({ value }) => value === arn) ? options : [...options, { value: arn, label: arn }]
}

'use client'

import { Notice } from '@/components/feedback/notice'
import type { Option } from '@/components/form/inputs'
import { TemplatePicker } from '@/components/policies/template-picker'
import { Answer } from '@/components/setup/answer-field'
import { KnownPolicyNote } from '@/components/setup/known-policy-note'
import { ManagedChoice } from '@/components/setup/managed-choice'
import { PolicyLists } from '@/components/setup/policy-lists'
import { useWizard } from '@/components/setup/wizard-context'

export function PermissionsStep({ managedPolicies }: { managedPolicies: Option[] }) {
  const { values } = useWizard()

  return (
    <>
      <Answer name="roleMode" />
      {values.roleMode === 'adopt' ? <Answer name="roleArn" /> : <NewRoleQuestions managedPolicies={managedPolicies} />}
    </>
  )
}

function NewRoleQuestions({ managedPolicies }: { managedPolicies: Option[] }) {
  return (
    <>
      <Answer name="grant" />
      <Grant managedPolicies={managedPolicies} />
      <Answer name="roleName" />
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
    return <PolicyLists />
  }
  if (values.grant === 'custom') {
    return (
      <>
        <TemplatePicker
          region={values.region ?? ''}
          verb={values.customPolicy ? 'Replace the policy below' : 'Fill in the policy below'}
          onInsert={(customPolicy) => update({ customPolicy })}
        />
        <Answer name="customPolicy" />
      </>
    )
  }
  return (
    <>
      <ManagedChoice recommended={managedPolicies} />
      <KnownPolicyNote arn={values.managedPolicyArn ?? ''} />
    </>
  )
}

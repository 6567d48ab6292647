'use client'

import { Notice } from '@/components/feedback/notice'
import { useWizard } from '@/components/setup/wizard-context'
import { Button } from '@/components/ui/button'
import { knownPolicy, lesserPolicy } from '@/lib/policies/risk/known-policies'

/** What the chosen policy of AWS's means, and the ways to grant less. */
export function KnownPolicyNote({ arn }: { arn: string }) {
  const { update } = useWizard()
  const known = knownPolicy(arn)
  const lesser = lesserPolicy(arn)

  if (!known) {
    return null
  }
  return (
    <Notice
      tone="info"
      title={`What ${known.name} means`}
      actions={
        <>
          {known.less && lesser ? (
            <Button size="sm" onClick={() => update({ managedPolicyArn: lesser })}>
              Use {known.less.name} instead
            </Button>
          ) : null}
          <Button size="sm" onClick={() => update({ grant: 'custom' })}>
            Write a scoped policy
          </Button>
        </>
      }
    >
      <p>{known.means}</p>
    </Notice>
  )
}

import type { Metadata } from 'next'
import { Suspense } from 'react'
import { resetPracticeAction } from '@/app/(console)/settings/practice/actions'
import { FaultForm } from '@/app/(console)/settings/practice/fault-form'
import { choiceOf } from '@/app/(console)/settings/practice/fault-plan'
import { FailureNotice } from '@/components/feedback/failure-notice'
import { ConnectionGuard } from '@/components/layout/connection-context'
import { Section } from '@/components/layout/page'
import { RefreshButton } from '@/components/layout/refresh-button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { SkeletonRows } from '@/components/ui/skeleton'
import { Status } from '@/components/ui/status'
import { requireContext } from '@/lib/auth/context'
import { connectionKey } from '@/lib/aws/connection'
import { practiceFaults } from '@/lib/aws/practice-admin'

export const metadata: Metadata = { title: 'Practice account' }

export default function PracticePage() {
  return (
    <Suspense fallback={<SkeletonRows rows={10} label="Asking the practice account" />}>
      <PracticeSettings />
    </Suspense>
  )
}

async function PracticeSettings() {
  const { connection } = await requireContext()
  const faults = await practiceFaults()

  if (!faults.ok) {
    return <FailureNotice failure={faults.error} retry={<RefreshButton label="Try again" />} />
  }
  return (
    <ConnectionGuard connectionKey={connectionKey(connection)}>
      <Section
        title="Practice account"
        description="AWS in a box, on this computer. Real protocols, made-up resources, no cost. What you do here touches no AWS account."
      >
        <Status tone="success" label="Running" />
      </Section>
      <Section
        title="Faults"
        description="Everything that can go wrong with AWS can be tried here first. Faults strike the practice account only."
      >
        <FaultForm choice={choiceOf(faults.data)} />
      </Section>
      <Section title="Reset" description="Deletes every resource of the practice account and brings its samples back.">
        <div>
          <ConfirmDialog
            title="Reset the practice account"
            object="practice"
            verb="Reset"
            description="Every runtime, role, user pool and log line of the practice account is deleted. Your AWS accounts are not touched."
            action={resetPracticeAction}
          />
        </div>
      </Section>
    </ConnectionGuard>
  )
}

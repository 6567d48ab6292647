import type { Metadata } from 'next'
import { Suspense } from 'react'
import { resetPracticeAction } from '@/app/(console)/settings/practice/actions'
import { ClearFaults } from '@/app/(console)/settings/practice/clear-faults'
import { FaultForm } from '@/app/(console)/settings/practice/fault-form'
import { choiceOf } from '@/app/(console)/settings/practice/fault-plan'
import { Outbox } from '@/app/(console)/settings/practice/outbox'
import { PracticeState } from '@/app/(console)/settings/practice/practice-state'
import { FailureNotice } from '@/components/feedback/failure-notice'
import { ConnectionGuard } from '@/components/layout/connection-context'
import { Section } from '@/components/layout/page'
import { RefreshButton } from '@/components/layout/refresh-button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { SkeletonRows } from '@/components/ui/skeleton'
import { requireContext } from '@/lib/auth/context'
import { connectionKey } from '@/lib/aws/connection'
import { practiceStatus } from '@/lib/aws/practice-admin'

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
  const status = await practiceStatus()

  if (!status.ok) {
    return <FailureNotice failure={status.error} retry={<RefreshButton label="Try again" />} />
  }
  return (
    <ConnectionGuard connectionKey={connectionKey(connection)}>
      <PracticeState connection={connection} status={status.data} />
      <Outbox />
      <Section
        title="Faults"
        description="Everything that can go wrong with AWS can be tried here first. Faults strike the practice account only."
        actions={<ClearFaults />}
      >
        <FaultForm choice={choiceOf(status.data)} />
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

import type { Metadata } from 'next'
import { Suspense } from 'react'
import { FailureNotice } from '@/components/feedback/failure-notice'
import { ConnectionGuard } from '@/components/form/connection-context'
import { Section } from '@/components/layout/page'
import { RefreshButton } from '@/components/layout/refresh-button'
import { ClearFaults } from '@/components/settings/practice/clear-faults'
import { FaultForm } from '@/components/settings/practice/fault-form'
import { Outbox } from '@/components/settings/practice/outbox'
import { PracticeKeys } from '@/components/settings/practice/practice-keys'
import { PracticeState } from '@/components/settings/practice/practice-state'
import { ResetPractice } from '@/components/settings/practice/reset-practice'
import { SkeletonRows } from '@/components/ui/skeleton'
import { requireContext } from '@/lib/auth/context'
import { connectionKey } from '@/lib/aws/connection'
import { practiceStatus } from '@/lib/practice-account/admin'
import { choiceOf } from '@/lib/practice-account/fault-plan'

export const metadata: Metadata = { title: 'Practice account' }

export default function PracticePage() {
  return (
    <Suspense fallback={<SkeletonRows rows={10} label="Asking the practice account" />}>
      <PracticeSettings />
    </Suspense>
  )
}

async function PracticeSettings() {
  const { actor, connection } = await requireContext()
  const status = await practiceStatus()

  if (!status.ok) {
    return <FailureNotice failure={status.error} retry={<RefreshButton label="Try again" />} />
  }
  return (
    <ConnectionGuard connectionKey={connectionKey(connection)}>
      <PracticeState connection={connection} status={status.data} />
      <PracticeKeys region={status.data.region} canWrite={actor.canWrite} />
      <Outbox />
      <Section
        title="Faults"
        description="Try here first what can go wrong with AWS. Faults affect the practice account only."
        actions={<ClearFaults />}
      >
        <FaultForm choice={choiceOf(status.data)} />
      </Section>
      <ResetPractice />
    </ConnectionGuard>
  )
}

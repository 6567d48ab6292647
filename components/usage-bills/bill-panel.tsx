'use client'

import { useActionState } from 'react'
import { FailureNotice } from '@/components/feedback/failure-notice'
import { ConnectionField } from '@/components/form/connection-field'
import { SubmitButton } from '@/components/form/submit-button'
import { Time } from '@/components/ui/time'
import { BillTable } from '@/components/usage-bills/bill-table'
import { idle } from '@/lib/form-state'
import { askBillAction } from '@/lib/usage/bills/actions'
import type { Bill } from '@/lib/usage/bills/bill'
import type { MeteredDay } from '@/lib/usage/bills/metered-days'

/** `kept`: an answer of the last 24 hours. `metered`: what the metrics of the whole region say, by days of UTC. */
type BillPanelProps = { kept: Bill | null; metered: readonly MeteredDay[]; region: string }

/** The bill itself, on a click only: AWS takes a cent for the question. */
export function BillPanel({ kept, metered, region }: BillPanelProps) {
  const [state, ask] = useActionState(askBillAction, idle)
  const bill = state.status === 'done' ? state.data : kept

  return (
    <div className="flex min-w-0 flex-col gap-3">
      {bill ? (
        <>
          <p className="text-muted text-table">
            All of {region}, asked <Time at={bill.askedAt} /> and kept for a day. Cost Explorer lags by up to a day,
            metrics by up to an hour: the last days may differ.
          </p>
          <BillTable days={bill.days} metered={metered} />
        </>
      ) : (
        <form action={ask} className="flex flex-col items-start gap-2">
          <ConnectionField />
          <p>What AWS bills for AgentCore in {region}, by day, beside what the metrics add up to.</p>
          {state.status === 'failed' ? <FailureNotice failure={state.failure} /> : null}
          <SubmitButton variant="secondary" pendingLabel="Asking…">
            Ask Cost Explorer ($0.01)
          </SubmitButton>
        </form>
      )}
    </div>
  )
}

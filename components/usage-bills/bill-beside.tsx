import { FailureNotice } from '@/components/feedback/failure-notice'
import type { RuntimeView } from '@/components/runtimes/with-runtime'
import { BillPanel } from '@/components/usage-bills/bill-panel'
import { keptBill } from '@/lib/usage/bills/ask-bill'
import { readMeteredDays } from '@/lib/usage/bills/metered-days'

/** The region's bill beside what its metrics add up to. Asks Cost Explorer for nothing by itself. */
export async function BillBeside({ connection }: RuntimeView) {
  const now = Date.now()
  const metered = await readMeteredDays(connection, now)

  return (
    <>
      {metered.ok ? null : <FailureNotice failure={metered.error} />}
      <BillPanel kept={keptBill(connection, now)} metered={metered.ok ? metered.data : []} region={connection.region} />
    </>
  )
}

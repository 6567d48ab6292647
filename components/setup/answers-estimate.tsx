import { EstimateLine } from '@/components/usage-estimate/estimate-line'
import { meaningOf, type SetupValues } from '@/lib/deployments/setup/form-fields'

/** What the server of these answers would cost a month. */
export function AnswersEstimate({ values }: { values: SetupValues }) {
  const kept = meaningOf('logRetentionDays', values)

  return (
    <EstimateLine
      use={meaningOf('usePattern', values)}
      region={meaningOf('region', values)}
      idleSeconds={Number(meaningOf('idleSeconds', values))}
      logRetentionDays={kept === 'never' ? null : Number(kept)}
    />
  )
}

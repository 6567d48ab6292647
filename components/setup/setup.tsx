import { FailureNotice } from '@/components/feedback/failure-notice'
import { ConnectionGuard } from '@/components/form/connection-context'
import { Definitions } from '@/components/setup/definitions'
import { Wizard } from '@/components/setup/wizard'
import { Skeleton } from '@/components/ui/skeleton'
import { requireContext } from '@/lib/auth/context'
import { connectionKey } from '@/lib/aws/connection'
import { agentCoreRegions } from '@/lib/aws/regions'
import { advanceAction, checkStepAction, importSpecAction } from '@/lib/deployments/actions'
import { FIELD_NAMES, FIELDS, SETUP_STEPS, type SetupStep } from '@/lib/deployments/setup/form-fields'
import { ENVIRONMENT_HELP, managedPolicyOptions } from '@/lib/deployments/setup/setup-facts'
import { setupStart } from '@/lib/deployments/setup/setup-values'
import { definitionsOf } from '@/lib/glossary'

const MEANINGS = definitionsOf(FIELD_NAMES.flatMap((name) => FIELDS[name].term ?? []))

export type SetupSearch = Promise<Record<string, string | string[] | undefined>>

/** The wizard, filled with what AWS has when an existing deployment is edited. */
export async function Setup({ searchParams }: { searchParams: SetupSearch }) {
  const { connection } = await requireContext()
  const query = await searchParams
  const from = typeof query.from === 'string' ? query.from : undefined
  const start = await setupStart(connection, from)
  const key = connectionKey(connection)

  if (!start.ok) {
    return <FailureNotice failure={start.error} />
  }
  return (
    <ConnectionGuard connectionKey={key}>
      <Definitions meanings={MEANINGS}>
        <Wizard
          step={stepOf(query.step)}
          from={from}
          draft={from ? `${key}/${from}` : key}
          initial={start.data.values}
          existing={start.data.existing}
          regions={agentCoreRegions.map(({ name, place }) => ({ value: name, label: place }))}
          managedPolicies={managedPolicyOptions(connection.region)}
          variables={ENVIRONMENT_HELP}
          check={checkStepAction}
          advance={advanceAction}
          importSpec={importSpecAction}
        />
      </Definitions>
    </ConnectionGuard>
  )
}

export function SetupSkeleton() {
  return (
    <div className="grid gap-6 lg:grid-cols-[180px_minmax(0,1fr)] xl:grid-cols-[180px_minmax(0,1fr)_240px]">
      <Skeleton className="h-10 lg:h-64" />
      <Skeleton className="h-150" />
      <Skeleton className="hidden h-96 xl:block" />
    </div>
  )
}

/** The launch had a page of its own once; its address leads to the one that has both. */
function stepOf(value: string | string[] | undefined): SetupStep {
  if (value === 'launch') {
    return 'review'
  }
  return SETUP_STEPS.find((step) => step === value) ?? 'access'
}

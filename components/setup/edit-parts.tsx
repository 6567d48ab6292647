import { InboundAuth } from '@/components/runtimes/inbound-auth'
import { TITLES } from '@/components/setup/step-list'
import { ButtonLink } from '@/components/ui/button'
import { type Definition, DefinitionList } from '@/components/ui/definition-list'
import { SETUP_STEPS, type SetupStep } from '@/lib/deployments/setup/form-fields'
import { routes } from '@/lib/routes'
import type { RuntimeDetail } from '@/lib/runtimes/model'

type Part = Exclude<SetupStep, 'review'>

/** What each step of an edit is about, as it is now, and the way right to that step. */
export function EditParts({ runtime }: { runtime: RuntimeDetail }) {
  return <DefinitionList items={SETUP_STEPS.flatMap((step) => (step === 'review' ? [] : [partOf(step, runtime)]))} />
}

function partOf(step: Part, runtime: RuntimeDetail): Definition {
  const { title } = TITLES[step]

  return {
    key: step,
    term: title,
    value: (
      <span className="flex min-w-0 flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <span className="min-w-0 break-all">{nowOf(step, runtime)}</span>
        <ButtonLink size="sm" href={routes.setup({ step, from: runtime.id })}>
          {`Edit ${title.toLowerCase()}`}
        </ButtonLink>
      </span>
    ),
  }
}

function nowOf(step: Part, { inboundAuth, roleName, image, network }: RuntimeDetail) {
  const texts = {
    access: <InboundAuth auth={inboundAuth} />,
    permissions: roleName,
    server: `${image ?? 'Made from code'}, ${network.mode}`,
  }
  return texts[step]
}

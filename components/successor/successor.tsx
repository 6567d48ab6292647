import { Suspense } from 'react'
import { connectHref } from '@/components/clients/connect-href'
import { ManagedServer } from '@/components/clients/managed-server'
import { Step, Steps } from '@/components/clients/step'
import { Notice } from '@/components/feedback/notice'
import { ComparePanel } from '@/components/successor/compare-panel'
import { CoverageTable } from '@/components/successor/coverage-table'
import { PersonPolicies } from '@/components/successor/person-policies'
import { ButtonLink } from '@/components/ui/button'
import { Disclosure } from '@/components/ui/disclosure'
import { Skeleton } from '@/components/ui/skeleton'
import type { Connection } from '@/lib/aws/connection'
import { readChoice } from '@/lib/clients/choice'
import { SUCCESSOR } from '@/lib/clients/successor'
import { routes } from '@/lib/routes'
import type { RuntimeDetail } from '@/lib/runtimes/model'
import type { Outlook } from '@/lib/successor/model'
import { outlookOf } from '@/lib/successor/outlook'
import { readMove } from '@/lib/successor/read-successor'

type SuccessorProps = { connection: Connection; runtime: RuntimeDetail }

/** Whether a move is possible and what it loses, then the move, step by step. */
export function Successor({ connection, runtime }: SuccessorProps) {
  const outlook = outlookOf(runtime, connection.region)

  if (outlook.state === 'none') {
    return (
      <Notice tone="info" title="There is no successor to move to">
        <p>{outlook.why}</p>
      </Notice>
    )
  }
  return (
    <>
      <Lead outlook={outlook} />
      <Disclosure summary="When to stay, and when to move">
        <ManagedServer />
      </Disclosure>
      <Suspense fallback={<Skeleton className="h-screen" />}>
        <MoveSteps connection={connection} runtime={runtime} />
      </Suspense>
    </>
  )
}

function Lead({ outlook: { region, losses } }: { outlook: Extract<Outlook, { state: 'possible' }> }) {
  return (
    <Notice tone="info" title={`A move is possible, through the endpoint in ${region}. It would lose this:`}>
      <ul className="flex list-disc flex-col gap-1 pl-5">
        {losses.map((loss) => (
          <li key={loss}>{loss}</li>
        ))}
      </ul>
    </Notice>
  )
}

async function MoveSteps({ connection, runtime }: SuccessorProps) {
  const { coverage, policies, commands } = await readMove(connection, runtime)
  // The choices that a browser remembers matter on the tab itself, not for a link to it.
  const choice = { ...readChoice({ launcher: 'uvx' }, { os: 'linux', isLocal: false }), server: 'managed' as const }

  return (
    <Steps label="Steps of the move">
      <Step number={1} title="Compare the two">
        <ComparePanel runtimeId={runtime.id} commands={commands} />
        <CoverageTable coverage={coverage} />
      </Step>
      <Step number={2} title="Give the person permissions">
        <PersonPolicies policies={policies} />
      </Step>
      <Step number={3} title="Install it beside the old one">
        <p className="text-muted">
          {`Put the ${SUCCESSOR.name} into your client’s file, or take its config. The entry has a name of its own, so the old one stays.`}
        </p>
        <code className="break-all font-mono text-table">{`npm run slipway -- install CLIENT ${runtime.name} --managed`}</code>
        <ButtonLink className="w-fit" href={connectHref({ runtimeId: runtime.id, choice }, {})}>
          See its config for a client
        </ButtonLink>
      </Step>
      <Step number={4} title="Take the old entry out">
        <p className="text-muted">
          An assistant that has both picks either. Take the old entry out of the client’s file, which keeps a copy:
        </p>
        <code className="break-all font-mono text-table">{`npm run slipway -- uninstall CLIENT ${runtime.name}`}</code>
      </Step>
      <Step number={5} title="Delete the deployment">
        <p className="text-muted">
          When nobody calls it any more. The next page lists its parts, and asks before it deletes any.
        </p>
        <ButtonLink variant="quiet-danger" className="w-fit" href={routes.runtimeDelete(runtime.id)}>
          {`Delete ${runtime.name}`}
        </ButtonLink>
      </Step>
    </Steps>
  )
}

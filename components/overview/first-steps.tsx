import { SwitchButton } from '@/components/shell/switch-button'
import { ButtonLink, buttonClass } from '@/components/ui/button'
import type { Connection } from '@/lib/aws/connection'
import { DEFAULT_LIFECYCLE, idleCost } from '@/lib/deployments/spec/lifecycle'
import { env } from '@/lib/env'
import { routes } from '@/lib/routes'

/*
 * A runtime of AWS's default platform is READY within seconds; a new role is known elsewhere after about ten, and AWS is
 * asked every few seconds. Sources: AgentCore's and IAM's developer guides.
 */
const STEPS = [
  { title: 'Answer three questions', text: 'Who may call it, what it may do, where it runs. A few minutes.' },
  { title: 'Launch', text: 'You see each change before it is made. Usually under a minute in AWS.' },
  { title: 'Connect your assistant', text: 'Copy one snippet into your client. A minute.' },
]

/** While there is nothing to show: what to do, in how many steps, how long it takes and what it costs. */
export function FirstSteps({ connection }: { connection: Connection }) {
  const isPractice = connection.source.type === 'practice'
  const canPractise = !isPractice && env().SLIPWAY_PRACTICE_URL !== undefined

  return (
    <section aria-labelledby="first-steps" className="flex flex-col gap-6 rounded-lg border bg-surface p-4 sm:p-8">
      <div className="flex max-w-2xl flex-col gap-1">
        <h2 id="first-steps" className="font-semibold text-base">
          No servers in {connection.region} yet
        </h2>
        <p className="text-pretty text-muted">
          Slipway puts an MCP server on Amazon Bedrock AgentCore, so that your assistant can work with AWS within the
          permissions you choose.
        </p>
      </div>
      <ol className="grid gap-4 sm:grid-cols-3">
        {STEPS.map(({ title, text }, index) => (
          <li key={title} className="flex min-w-0 gap-3 sm:flex-col">
            <StepPicture step={index} />
            <div className="min-w-0">
              <h3 className="font-medium">
                {index + 1}. {title}
              </h3>
              <p className="text-pretty text-muted text-table">{text}</p>
            </div>
          </li>
        ))}
      </ol>
      <p className="max-w-2xl text-pretty text-muted">{isPractice ? PRACTICE : costText()}</p>
      <div className="flex flex-wrap gap-2">
        <ButtonLink variant="primary" href={routes.setup()}>
          Set up your server
        </ButtonLink>
        {canPractise ? (
          <SwitchButton source="practice" region={connection.region} className={buttonClass({})}>
            Look around in the practice account
          </SwitchButton>
        ) : null}
      </div>
    </section>
  )
}

const PRACTICE = 'This is the practice account: everything works, nothing costs anything, nothing is real.'

function costText(): string {
  return `While nobody calls it, AWS bills no computing. ${idleCost(DEFAULT_LIFECYCLE.idleSeconds).text}`
}

/** Questions, a launch, and a line between two ends: shapes only, the words stand beside. */
function StepPicture({ step }: { step: number }) {
  return (
    <svg
      aria-hidden
      viewBox="0 0 48 32"
      className="h-8 w-12 shrink-0 fill-none stroke-2 stroke-accent sm:h-16 sm:w-24"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path className="fill-accent-soft" d={SHAPES[step]?.filled} />
      <path d={SHAPES[step]?.lines} />
    </svg>
  )
}

const SHAPES = [
  { filled: 'M6 3h36v26H6z', lines: 'M12 10l2 2 3-4M22 10h14M12 20l2 2 3-4M22 20h14' },
  { filled: 'M12 22h24l-4 7H16z', lines: 'M24 18V4M18 10l6-6 6 6M3 29h42' },
  { filled: 'M3 8h13v16H3zM32 8h13v16H32z', lines: 'M16 16h16M22 12l-4 4 4 4M26 12l4 4-4 4' },
]

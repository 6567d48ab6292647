import { clsx } from 'clsx'
import type { Route } from 'next'
import { ExplainedView } from '@/components/findings/explained-view'
import { Elapsed } from '@/components/runtimes/auto-refresh'
import { TEST_FORM } from '@/components/runtimes/test-form'
import { Button, ButtonLink, buttonClass } from '@/components/ui/button'
import { Term } from '@/components/ui/term'
import { Time } from '@/components/ui/time'
import { BORDER_TONES, SOFT_TONES } from '@/components/ui/tone'
import { ToneIcon } from '@/components/ui/tone-icon'
import { type Examination, soFar } from '@/lib/health/examine'
import { healthVerdict } from '@/lib/health/verdict'
import type { RuntimeDetail } from '@/lib/runtimes/model'
import type { LastTest, NextStep, Verdict } from '@/lib/runtimes/verdict'
import { knownTrouble } from '@/lib/troubles/explain/known'

type VerdictProps = {
  runtime: RuntimeDetail
  test: LastTest | undefined
  core: Promise<Verdict>
  found: Examination
}

/** The verdict waits so long for a slow look, and then speaks without it. */
const PATIENCE_MS = 4000

/** Is it well, and what next: one sentence with one button. What AWS or the test said of a trouble stands below. */
export async function VerdictNotice({ runtime, test, core, found }: VerdictProps) {
  const seen = await soFar(found, PATIENCE_MS)
  const verdict = healthVerdict(await core, seen.checks, seen.lately, Date.now())

  return (
    <section
      aria-label="Verdict"
      className={clsx(
        'flex min-w-0 flex-col gap-2 rounded-lg border px-4 py-3',
        BORDER_TONES[verdict.tone],
        SOFT_TONES[verdict.tone],
      )}
    >
      <div className="flex min-h-9 flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <Sentence verdict={verdict} />
        <Next step={verdict.next} />
      </div>
      <Why runtime={runtime} verdict={verdict} test={test} />
    </section>
  )
}

function Sentence({ verdict: { tone, text, since, tested } }: { verdict: Verdict }) {
  return (
    <p className="flex min-w-0 flex-1 basis-64 gap-2.5 font-medium text-base">
      <ToneIcon tone={tone} className="mt-1 size-4 shrink-0" />
      <span className="min-w-0 break-words">
        {text}
        {since ? (
          <>
            {' '}
            <Elapsed since={since} />
          </>
        ) : null}
        {tested ? (
          <>
            , <Time at={tested} />
          </>
        ) : null}
      </span>
    </p>
  )
}

function Next({ step }: { step: NextStep }) {
  if (step === 'test') {
    return (
      <Button type="submit" variant="primary" form={TEST_FORM}>
        Test it
      </Button>
    )
  }
  return step.newTab || !step.href.startsWith('/') ? (
    <a href={step.href} target="_blank" rel="noreferrer" className={buttonClass({ variant: 'primary' })}>
      {step.label}
    </a>
  ) : (
    <ButtonLink variant="primary" href={step.href as Route}>
      {step.label}
    </ButtonLink>
  )
}

/** What there is to say of a trouble beyond its sentence. */
function Why({ runtime, verdict, test }: { runtime: RuntimeDetail; verdict: Verdict; test: LastTest | undefined }) {
  const { status, failureReason = '', mmdsV2 } = runtime
  const trouble = knownTrouble(failureReason, { from: 'aws' })

  if (status.endsWith('_FAILED')) {
    const isAllSaid = verdict.text.includes(failureReason.replace(/\.$/, ''))
    return isAllSaid ? null : (
      <div className="flex flex-col gap-1.5 text-text">
        {trouble ? <ExplainedView explained={trouble} place={{ from: 'aws' }} /> : null}
        <p className="text-table">In AWS’s words:</p>
        <p className="whitespace-pre-wrap break-words font-mono text-table">{failureReason}</p>
      </div>
    )
  }
  if (verdict.tested && test?.trouble) {
    const { cause, remedy } = test.trouble
    return <p className="min-w-0 break-words text-text">{[cause, ...remedy].join(' ')}</p>
  }
  return status === 'READY' && !mmdsV2 ? (
    <p className="text-text">
      AWS demands <Term of="mmdsV2" /> since 30 June 2026. Launching again switches it on and changes nothing else.
    </p>
  ) : null
}

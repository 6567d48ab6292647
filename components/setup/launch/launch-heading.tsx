import { clsx } from 'clsx'
import { RefreshCw } from 'lucide-react'
import type { RefObject } from 'react'
import { type Launch, progressOf } from '@/components/setup/launch/launch-machine'
import { headingOf, type LaunchFacts, sentenceOf } from '@/components/setup/launch/launch-words'
import { SpecDownload } from '@/components/setup/review/spec-download'
import { Button } from '@/components/ui/button'
import type { DeploymentSpec } from '@/lib/deployments/spec/schema'

type LaunchHeadingProps = {
  launch: Launch
  facts: LaunchFacts
  /** What the launch was planned to do, allow and cost. It stays while that is done. */
  verdict: string | null
  spec: DeploymentSpec
  reload: () => void
  focusRef: RefObject<HTMLParagraphElement | null>
}

/** How many changes, and how far they are. It has the same height in every phase. */
export function LaunchHeading({ launch, facts, verdict, spec, reload, focusRef }: LaunchHeadingProps) {
  const { done, all } = progressOf(launch)

  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <h2 className="font-semibold text-base">{headingOf(launch)}</h2>
        <div className="-mx-2.5 flex flex-wrap">
          <Button size="sm" variant="ghost" disabled={launch.phase === 'running'} onClick={reload}>
            <RefreshCw aria-hidden />
            Look at AWS again
          </Button>
          <SpecDownload spec={spec} />
        </div>
      </div>
      <p role="status" ref={focusRef} tabIndex={-1} className="font-medium outline-none">
        {sentenceOf(launch, facts)}
      </p>
      {verdict ? <p className="max-w-3xl text-pretty">{verdict}</p> : null}
      {all > 0 ? (
        <progress
          aria-label="Changes done"
          value={done}
          max={all}
          className={clsx('h-1.5 w-full accent-accent', launch.phase === 'idle' && 'invisible')}
        />
      ) : null}
    </div>
  )
}

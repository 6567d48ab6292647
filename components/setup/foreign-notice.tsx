import { Notice } from '@/components/feedback/notice'
import { Button } from '@/components/ui/button'
import type { Missing, TakenOver } from '@/lib/deployments/setup/foreign/take-over'

type ForeignNoticeProps = {
  from: TakenOver
  /** False while the answers are still the old ones. */
  isDone: boolean
  onTake: () => void
  onClose: () => void
}

const QUESTIONS: Record<Missing, string> = {
  name: 'the name',
  image: 'the image',
  callers: 'who may call',
  network: 'subnets and security groups',
}

/** What another tool's file gives the setup and what it does not, before its answers replace those of the form and after. */
export function ForeignNotice({ from, isDone, onTake, onClose }: ForeignNoticeProps) {
  const { title, runtime, taken, left, missing, others } = from
  const list = taken.join(', ') || 'nothing'

  return (
    <Notice
      tone={left.length > 0 ? 'warning' : 'info'}
      live="status"
      title={isDone ? `Taken over from ${title}` : `This is ${title}`}
      actions={
        <>
          {isDone ? null : (
            <Button size="sm" variant="primary" onClick={onTake}>
              Take it over
            </Button>
          )}
          <Button size="sm" variant="ghost" onClick={onClose}>
            {isDone ? 'Close' : 'Keep my answers'}
          </Button>
        </>
      }
    >
      <p>
        {isDone ? 'Taken over' : 'Can be taken over'} of {runtime}: {list}.
      </p>
      {missing.length > 0 ? <p>Still to answer: {missing.map((one) => QUESTIONS[one]).join(', ')}.</p> : null}
      {left.length > 0 ? (
        <>
          <p>Not taken over:</p>
          <ul aria-label="Not taken over" className="list-disc pl-5">
            {left.map(({ what, why }) => (
              <li key={`${what} ${why}`} className="break-words">
                {what}: <code className="font-mono text-table">{why}</code>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {others.length > 0 ? <p>Also in the file: {others.join(', ')}.</p> : null}
    </Notice>
  )
}

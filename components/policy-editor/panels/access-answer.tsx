import { Status } from '@/components/ui/status'
import type { Tone } from '@/components/ui/tone'
import type { AccessAnswer } from '@/lib/policies/access/model'

const VERDICTS: Record<AccessAnswer['verdict'], { tone: Tone; label: string }> = {
  yes: { tone: 'warning', label: 'Yes' },
  conditional: { tone: 'info', label: 'Under a condition' },
  no: { tone: 'success', label: 'No' },
  unclear: { tone: 'neutral', label: 'Unclear' },
}
const STATES = { allowed: 'allowed', conditional: 'under a condition', denied: 'denied', none: 'not allowed' }
const SHOWN = 8

export function AccessAnswerView({ answer }: { answer: AccessAnswer }) {
  const { tone, label } = VERDICTS[answer.verdict]

  return (
    <div role="status" className="flex flex-col gap-1.5 rounded-md border bg-raised px-2.5 py-2 text-table">
      <Status tone={tone} label={label} />
      <p>{answer.sentence}</p>
      <ul className="flex flex-col gap-0.5">
        {answer.matches.slice(0, SHOWN).map(({ action, status }) => (
          <li key={action} className="flex flex-wrap justify-between gap-x-3">
            <code className="break-all">{action}</code>
            <span className="text-muted">{STATES[status]}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}

import { CircleAlert, type Info, Lightbulb, ShieldAlert, TriangleAlert } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { TEXT_TONES, type Tone } from '@/components/ui/tone'
import type { Finding, FindingType, QuickFix } from '@/lib/policies/findings/model'

const KINDS: { type: FindingType; title: string; tone: Tone; Icon: typeof Info }[] = [
  { type: 'error', title: 'Errors', tone: 'danger', Icon: CircleAlert },
  { type: 'security-warning', title: 'Security warnings', tone: 'danger', Icon: ShieldAlert },
  { type: 'warning', title: 'Warnings', tone: 'warning', Icon: TriangleAlert },
  { type: 'suggestion', title: 'Suggestions', tone: 'info', Icon: Lightbulb },
]
const WHO = { slipway: 'Slipway', aws: 'Access Analyzer' }

type FindingListProps = {
  findings: Finding[]
  onGoTo: (finding: Finding) => void
  /** Absent where the document can't be edited. */
  onFix?: ((fix: QuickFix) => void) | undefined
}

/** Findings by severity; each leads to its place. */
export function FindingList({ findings, onGoTo, onFix }: FindingListProps) {
  if (findings.length === 0) {
    return <p className="text-muted">No findings in this document.</p>
  }
  return (
    <div className="flex flex-col gap-4">
      {KINDS.map(({ type, title, tone, Icon }) => {
        const members = findings.filter((finding) => finding.type === type)
        return members.length === 0 ? null : (
          <section key={type} aria-label={title} className="flex flex-col gap-1.5">
            <h3 className={`flex items-center gap-1.5 font-medium ${TEXT_TONES[tone]}`}>
              <Icon aria-hidden className="size-4" />
              {title} ({members.length})
            </h3>
            <ul className="flex flex-col gap-2">
              {members.slice(0, SHOWN).map((finding) => (
                <FindingItem
                  key={`${finding.code} ${finding.offset} ${finding.message}`}
                  finding={finding}
                  onGoTo={onGoTo}
                  onFix={onFix}
                />
              ))}
            </ul>
            {members.length > SHOWN ? <p className="text-muted text-table">and {members.length - SHOWN} more</p> : null}
          </section>
        )
      })}
    </div>
  )
}

/** A list of thousands helps nobody and would slow each keystroke down. */
const SHOWN = 50

type FindingItemProps = Omit<FindingListProps, 'findings'> & { finding: Finding }

function FindingItem({ finding, onGoTo, onFix }: FindingItemProps) {
  return (
    <li className="flex flex-col gap-1.5 rounded-md border px-2.5 py-2 text-table">
      <p>{finding.message}</p>
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-muted text-xs">
        <code>{finding.code}</code>
        <span>{finding.saidBy.map((who) => WHO[who]).join(' and ')}</span>
      </p>
      <div className="flex flex-wrap gap-1.5">
        <Button size="sm" variant="ghost" onClick={() => onGoTo(finding)}>
          Go to line {finding.line}
        </Button>
        {onFix
          ? finding.fixes.map((fix) => (
              <Button
                key={fix.title}
                size="sm"
                onClick={() => onFix(fix)}
                className="h-auto! min-h-7 shrink! whitespace-normal! py-1 text-left"
              >
                {fix.title}
              </Button>
            ))
          : null}
      </div>
    </li>
  )
}

import { FailureNotice } from '@/components/feedback/failure-notice'
import { FindingList } from '@/components/policy-editor/panels/finding-list'
import type { AwsFindings } from '@/components/policy-editor/panels/use-aws-findings'
import { Button } from '@/components/ui/button'
import type { Finding, QuickFix } from '@/lib/policies/findings/model'

type FindingsPanelProps = {
  text: string
  findings: Finding[]
  aws: AwsFindings
  onGoTo: (finding: Finding) => void
  onFix: ((fix: QuickFix) => void) | undefined
}

const SAYS: Record<AwsFindings['state'], string> = {
  idle: 'These are Slipway’s own findings; Access Analyzer is asked when the typing pauses.',
  asking: 'Asking Access Analyzer…',
  answered: 'Access Analyzer has checked exactly this text.',
  'not-allowed': 'These credentials may not call access-analyzer:ValidatePolicy, so the findings are Slipway’s alone.',
  failed: 'Access Analyzer could not be asked.',
}

export function FindingsPanel({ text, findings, aws, onGoTo, onFix }: FindingsPanelProps) {
  const isStale = aws.state === 'answered' && aws.answer?.text !== text
  const said = isStale ? 'The text has changed since Access Analyzer was asked.' : SAYS[aws.state]

  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-col items-start gap-2">
        <p className="text-muted text-table">{said}</p>
        <Button size="sm" pending={aws.state === 'asking'} onClick={aws.ask}>
          Ask Access Analyzer
        </Button>
      </div>
      {aws.failure ? <FailureNotice failure={aws.failure} /> : null}
      <FindingList findings={findings} onGoTo={onGoTo} onFix={onFix} />
    </div>
  )
}

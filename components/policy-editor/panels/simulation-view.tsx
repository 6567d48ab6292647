import { Notice } from '@/components/feedback/notice'
import { StatementLink } from '@/components/policy-editor/panels/statement-link'
import type { StatementReference } from '@/components/policy-editor/panels/use-reveal-statement'
import { Status } from '@/components/ui/status'
import type { Tone } from '@/components/ui/tone'
import type { Decision } from '@/lib/policies/evaluate/evaluate'
import type { ConditionReport, Simulation } from '@/lib/policies/evaluate/simulation-model'
import type { SimulatorAnswer } from '@/lib/roles/simulator-answer'

const EFFECTS: Record<Decision['effect'], { tone: Tone; label: string }> = {
  allowed: { tone: 'success', label: 'Allowed' },
  'implicit-deny': { tone: 'neutral', label: 'Denied: nothing allows it' },
  'explicit-deny': { tone: 'danger', label: 'Denied by a statement' },
}

type SimulationViewProps = {
  own: Simulation
  aws: SimulatorAnswer | undefined
  onShow: (at: StatementReference) => void
}

/** The decision, what decided it, and whether IAM agrees. */
export function SimulationView({ own, aws, onShow }: SimulationViewProps) {
  return (
    <div role="status" className="flex flex-col gap-3 text-table">
      <div className="flex flex-col gap-1.5 rounded-md border bg-raised px-2.5 py-2">
        <Status {...EFFECTS[own.effect]} />
        <p>{own.reason}</p>
        {own.matched ? (
          <p>
            <StatementLink at={own.matched} onShow={onShow} />
          </p>
        ) : null}
        {own.decidedBy.map((condition) => (
          <ConditionLine key={`${condition.operator} ${condition.key}`} condition={condition} />
        ))}
        {own.missingContextKeys.length > 0 ? (
          <p className="text-warning">The request has no {own.missingContextKeys.join(', ')}.</p>
        ) : null}
      </div>
      {aws ? <AwsView own={own} aws={aws} /> : null}
    </div>
  )
}

function ConditionLine({ condition: { operator, key, wanted, actual, holds } }: { condition: ConditionReport }) {
  return (
    <p className="break-all font-mono text-xs">
      {holds ? 'holds' : 'fails'}: {operator} {key} {wanted.join(', ')} (request: {actual?.join(', ') ?? 'none'})
    </p>
  )
}

function AwsView({ own, aws }: { own: Simulation; aws: SimulatorAnswer }) {
  const details = (
    <>
      {aws.matched.length > 0 ? <p>Decided by {aws.matched.join(', ')}.</p> : null}
      {aws.missingContextKeys.length > 0 ? <p>The request lacks {aws.missingContextKeys.join(', ')}.</p> : null}
    </>
  )
  return own.effect === aws.effect ? (
    <Notice tone="success" title="IAM’s own simulator says the same.">
      {details}
    </Notice>
  ) : (
    <Notice tone="warning" title={`IAM’s own simulator says: ${EFFECTS[aws.effect].label}.`}>
      <p>Trust IAM. Organization policies and resource policies are not part of the answer above.</p>
      {details}
    </Notice>
  )
}

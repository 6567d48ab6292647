'use client'

import { useActionState } from 'react'
import { FailureNotice } from '@/components/feedback/failure-notice'
import { ConnectionField } from '@/components/form/connection-field'
import { Field } from '@/components/form/field'
import { TextInput } from '@/components/form/inputs'
import { SubmitButton } from '@/components/form/submit-button'
import { Cell, Row, Table } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import { allowForAWhileAction, removeRuleAction } from '@/lib/bridge/actions'
import { idle } from '@/lib/form-state'
import type { GuardRule } from '@/lib/mcp/guard/decide'

type GuardRulesProps = { name: string; rules: GuardRule[]; canWrite: boolean }

const COLUMNS = [
  { label: 'Action' },
  { label: 'Effect' },
  { label: 'Where' },
  { label: 'Until' },
  { label: 'Actions', hidden: true, align: 'end' as const },
]

/** What somebody told the guard about a server, and the way to let one action pass for a while. */
export function GuardRules({ name, rules, canWrite }: GuardRulesProps) {
  const [removal, remove] = useActionState(removeRuleAction, idle)

  return (
    <>
      {rules.length === 0 ? (
        <p className="text-muted">No rule: reads pass, and the guard asks or refuses for the rest.</p>
      ) : (
        <Table label="Rules of the guard" columns={COLUMNS}>
          {rules.map((rule) => (
            <Row key={JSON.stringify(rule)}>
              <Cell label="Action" narrow="first">
                <code className="break-all">{rule.action}</code>
              </Cell>
              <Cell label="Effect" narrow="line">
                {rule.effect === 'allow' ? 'lets pass' : 'refuses'}
              </Cell>
              <Cell label="Where" narrow="line">
                {[...(rule.regions ?? []), ...(rule.account ? [rule.account] : [])].join(', ') || 'everywhere'}
              </Cell>
              <Cell label="Until" narrow="named">
                {rule.until === undefined ? 'for good' : <Time at={new Date(rule.until).toISOString()} />}
              </Cell>
              <Cell label="" align="end" narrow="end">
                {canWrite ? (
                  <form action={remove}>
                    <ConnectionField />
                    <input type="hidden" name="name" value={name} />
                    <input type="hidden" name="rule" value={JSON.stringify(rule)} />
                    <SubmitButton
                      variant="ghost"
                      size="sm"
                      pendingLabel="Removing…"
                      aria-label={`Remove the rule for ${rule.action}`}
                    >
                      Remove
                    </SubmitButton>
                  </form>
                ) : null}
              </Cell>
            </Row>
          ))}
        </Table>
      )}
      {removal.status === 'failed' ? <FailureNotice failure={removal.failure} /> : null}
      {canWrite ? <AllowForm name={name} rules={rules} /> : null}
    </>
  )
}

function AllowForm({ name, rules }: Pick<GuardRulesProps, 'name' | 'rules'>) {
  const [state, allow] = useActionState(allowForAWhileAction, idle)
  const failure = state.status === 'failed' ? state.failure : undefined

  return (
    <form action={allow} className="flex max-w-md flex-col items-start gap-3">
      <ConnectionField />
      <input type="hidden" name="name" value={name} />
      <Field
        label="IAM action"
        name="action"
        required
        errors={failure?.fields?.action}
        hint="With wildcards as IAM has them, such as ec2:Stop*."
      >
        <TextInput mono name="action" defaultValue={state.status === 'failed' ? state.values.action : ''} />
      </Field>
      <SubmitButton variant="secondary" pendingLabel="Allowing…">
        Allow for 15 minutes
      </SubmitButton>
      {failure && !failure.fields ? <FailureNotice failure={failure} /> : null}
      {state.status === 'done' &&
      rules.some(({ action, effect }) => effect === 'allow' && action === state.data.action) ? (
        <p role="status" className="text-muted">
          The guard lets {state.data.action} pass for 15 minutes.{state.data.doubt ? ` ${state.data.doubt}` : ''}
        </p>
      ) : null}
    </form>
  )
}

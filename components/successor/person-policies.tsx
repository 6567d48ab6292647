import { CodeBlock } from '@/components/ui/code-block'
import type { PersonPolicies as Policies } from '@/lib/successor/policy'

/** Texts to hand to an administrator: Slipway changes nobody's permissions here. */
export function PersonPolicies({ policies: { allow, limit, leftOut } }: { policies: Policies }) {
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <p className="text-muted">
        {limit === undefined
          ? 'Nothing is recorded, so this is the sign-in alone. Add what assistants should do.'
          : 'What assistants did, allowed only through the managed server, and the sign-in by OAuth. Attach it to the person’s user or role.'}
      </p>
      <CodeBlock code={allow} language="json" filename="managed-server-allow.json" />
      {limit === undefined ? null : (
        <>
          <p className="text-muted">
            For who may do more than their assistant should: this denies the rest, but only through a managed server.
          </p>
          <CodeBlock code={limit} language="json" filename="managed-server-limit.json" />
        </>
      )}
      {leftOut.length === 0 ? null : (
        <p className="min-w-0 break-words text-muted">
          {`In neither, because AWS lists no single action by that name: ${leftOut.join(', ')}.`}
        </p>
      )}
    </div>
  )
}

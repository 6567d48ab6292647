import { FailureNotice } from '@/components/feedback/failure-notice'
import { Field } from '@/components/form/field'
import { TextInput } from '@/components/form/inputs'
import { Button, buttonClass } from '@/components/ui/button'
import { CodeBlock } from '@/components/ui/code-block'
import { requireContext } from '@/lib/auth/context'
import { callerIdentity } from '@/lib/connections/identity'
import { operatorPolicy } from '@/lib/policies/templates/operator-permissions'

/** Setup gives execution roles names that start so. */
const DEFAULT_PREFIX = 'slipway-'
const FILE_NAME = 'slipway-operator-policy.json'

type OperatorPolicyProps = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function OperatorPolicy({ searchParams }: OperatorPolicyProps) {
  const [{ connection }, { rolePrefix: asked }] = await Promise.all([requireContext(), searchParams])
  const identity = await callerIdentity(connection)

  if (!identity.ok) {
    return <FailureNotice failure={identity.error} />
  }
  const rolePrefix = typeof asked === 'string' && /^[\w+=,.@-]{1,60}$/.test(asked) ? asked : DEFAULT_PREFIX
  const { accountId, partition } = identity.data
  const policy = operatorPolicy({ accountId, partition, region: connection.region, rolePrefix })

  return (
    <div className="flex flex-col gap-4">
      <form action="#operator-policy" className="flex max-w-xl flex-wrap items-end gap-2">
        <div className="min-w-0 flex-1">
          <Field name="rolePrefix" label="Execution roles whose names start with" required>
            <TextInput name="rolePrefix" mono defaultValue={rolePrefix} maxLength={60} pattern="[\w+=,.@\-]+" />
          </Field>
        </div>
        <Button type="submit">Show</Button>
      </form>
      <CodeBlock code={policy} language="json" filename={FILE_NAME} />
      <a
        href={`data:application/json,${encodeURIComponent(policy)}`}
        download={FILE_NAME}
        className={buttonClass({}, 'w-fit')}
      >
        Download the policy
      </a>
    </div>
  )
}

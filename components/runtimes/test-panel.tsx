'use client'

import { useActionState, useEffect, useRef } from 'react'
import { FailureNotice } from '@/components/feedback/failure-notice'
import { ConnectionField } from '@/components/form/connection-field'
import { Field } from '@/components/form/field'
import { TextInput } from '@/components/form/inputs'
import { SubmitButton } from '@/components/form/submit-button'
import { HopList } from '@/components/runtimes/hop-list'
import { TEST_FORM } from '@/components/runtimes/test-form'
import { useClearedWhenHidden } from '@/components/runtimes/use-cleared-when-hidden'
import { Status } from '@/components/ui/status'
import { type FormState, idle } from '@/lib/form-state'
import { formatDuration } from '@/lib/format/duration'
import { testConnectionAction } from '@/lib/mcp/actions'
import type { TestReport } from '@/lib/mcp/model'
import { tokenHint } from '@/lib/mcp/token-hint'
import type { InboundAuth } from '@/lib/runtimes/model'

type TestPanelProps = {
  runtimeId: string
  auth: InboundAuth
  /** True when this browser keeps a sign-in, from which the test can get a token itself. */
  hasSignIn: boolean
}

/** Calls the runtime as a client would and shows each hop, with what to do about one that failed. */
export function TestPanel({ runtimeId, auth, hasSignIn }: TestPanelProps) {
  const [state, submit, isPending] = useActionState(testConnectionAction, idle as FormState<TestReport>)
  const panel = useRef<HTMLDivElement>(null)

  // The button may be far above, in the verdict.
  useEffect(() => {
    if (isPending) {
      panel.current?.scrollIntoView({ block: 'center' })
    }
  }, [isPending])

  return (
    <div ref={panel} className="flex flex-col gap-3">
      <form id={TEST_FORM} action={submit} className="flex flex-wrap items-end gap-3">
        <ConnectionField />
        <input type="hidden" name="runtimeId" value={runtimeId} />
        {auth.type === 'jwt' ? <TokenField auth={auth} hasSignIn={hasSignIn} errors={fieldErrors(state)} /> : null}
        <SubmitButton variant="secondary" pendingLabel="Testing…">
          Test connection
        </SubmitButton>
      </form>
      <div role="status" className="flex flex-col gap-3 empty:hidden">
        {isPending ? <p className="text-muted">A cold start can take up to two minutes.</p> : null}
        {!isPending && state.status === 'done' ? <Report report={state.data} /> : null}
      </div>
      {!isPending && state.status === 'failed' ? <FailureNotice failure={state.failure} /> : null}
    </div>
  )
}

type TokenFieldProps = Pick<TestPanelProps, 'auth' | 'hasSignIn'> & { errors: string[] | undefined }

function TokenField({ auth, hasSignIn, errors }: TokenFieldProps) {
  const [token, setToken] = useClearedWhenHidden('')

  return (
    <div className="min-w-0 flex-1 basis-72">
      <Field label="Access token" name="token" required={!hasSignIn} errors={errors} hint={tokenHint(auth, hasSignIn)}>
        <TextInput
          name="token"
          type="password"
          mono
          value={token ?? ''}
          onChange={(event) => setToken(event.target.value)}
        />
      </Field>
    </div>
  )
}

function Report({ report }: { report: TestReport }) {
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <Status
          tone={report.ok ? 'success' : 'danger'}
          label={report.ok ? 'The connection works' : 'The connection does not work yet'}
        />
        <span className="text-muted tabular-nums">{formatDuration(report.totalMs)} in all</span>
        {report.sessionId ? (
          <span className="break-all text-muted text-table">
            Session <span className="font-mono">{report.sessionId}</span>
          </span>
        ) : null}
      </p>
      <HopList hops={report.hops} />
    </>
  )
}

function fieldErrors(state: FormState<TestReport>): string[] | undefined {
  return state.status === 'failed' ? state.failure.fields?.token : undefined
}

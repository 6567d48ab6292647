'use client'

import { useState } from 'react'
import { FailureNotice } from '@/components/feedback/failure-notice'
import { Section } from '@/components/layout/page'
import { AskDialog } from '@/components/tester/ask-dialog'
import { CallForm } from '@/components/tester/call-form'
import { ConnectForm } from '@/components/tester/connect-form'
import { EntryView } from '@/components/tester/entry-view'
import { History } from '@/components/tester/history'
import { LatencyChart } from '@/components/tester/latency-chart'
import { SessionBar } from '@/components/tester/session-bar'
import { ToolPicker } from '@/components/tester/tool-picker'
import { useTester } from '@/components/tester/use-tester'
import type { InboundAuth } from '@/lib/runtimes/model'

type TesterProps = { runtimeId: string; auth: InboundAuth; hasSignIn: boolean }

/** Open a session, choose a tool, call it, see what came of it, end the session. */
export function Tester({ runtimeId, auth, hasSignIn }: TesterProps) {
  const tester = useTester(runtimeId)
  const { session, busy, history, question } = tester
  const [chosen, setChosen] = useState<string>()
  const named = (name = '') => session?.tools.find((each) => each.name === name)
  // Servers list the tool that only suggests before the one that runs commands.
  const tool = named(chosen) ?? named('call_aws') ?? session?.tools[0]
  const [latest] = history

  return (
    <>
      <Section
        title="Try the tools"
        description="Calls the runtime as a client would, from where Slipway runs, in a session of its own that is ended afterwards."
      >
        {session ? (
          <SessionBar session={session} isEnding={busy === 'ending'} onEnd={tester.end} />
        ) : (
          <ConnectForm
            auth={auth}
            hasSignIn={hasSignIn}
            isOpening={busy === 'opening'}
            onOpen={tester.open}
            failure={tester.failure}
          />
        )}
        <p role="status" className="text-muted empty:hidden">
          {busy === 'opening' ? 'A cold start can take up to two minutes.' : tester.note}
        </p>
        {tester.failure ? <FailureNotice failure={tester.failure} /> : null}
      </Section>
      {session && tool ? (
        <Section title="Call a tool">
          <ToolPicker tools={session.tools} selected={tool.name} onSelect={setChosen} />
          <CallForm key={tool.name} tool={tool} history={history} isCalling={busy === 'calling'} onCall={tester.call} />
        </Section>
      ) : null}
      {latest ? (
        <Section title="Result">
          <div aria-live="polite">
            <EntryView key={latest.id} entry={latest} />
          </div>
        </Section>
      ) : null}
      {history.length > 0 ? (
        <>
          <LatencyChart history={history} />
          <History entries={history.slice(1)} />
        </>
      ) : null}
      <AskDialog question={question} onAnswer={tester.answerQuestion} />
    </>
  )
}

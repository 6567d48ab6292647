import Link from 'next/link'
import { CalledLive } from '@/components/clients/called-live'
import { DoctorPanel } from '@/components/clients/doctor-panel'
import { Step } from '@/components/clients/step'
import { CodeBlock } from '@/components/ui/code-block'
import { Disclosure } from '@/components/ui/disclosure'
import { type Connection, connectionKey } from '@/lib/aws/connection'
import { lastCall } from '@/lib/bridge/recording/calls'
import type { Choice } from '@/lib/clients/choice'
import type { ClientDefinition } from '@/lib/clients/model'
import { routes } from '@/lib/routes'
import type { RuntimeDetail } from '@/lib/runtimes/model'

type CalledStepProps = {
  connection: Connection
  runtime: RuntimeDetail
  client: ClientDefinition
  choice: Choice
  /** A line that calls the managed server without the client. */
  managedTest: string | undefined
  /** The client's file is on this computer. */
  canCheck: boolean
}

/** Whether it works: seen by itself through the bridge, else said what to look for. */
export function CalledStep({ connection, runtime, client, choice, managedTest, canCheck }: CalledStepProps) {
  if (choice.server !== 'runtime') {
    return <ManagedCalled managedTest={managedTest} />
  }
  const question = (
    <p className="text-muted">
      Ask {client.name} something that needs AWS, such as “Which AWS identity do you have?” The answer is the execution
      role, <span className="break-all">{runtime.roleName}</span>.
    </p>
  )

  return choice.launcher === 'slipway' ? (
    <SeenStep {...{ connection, runtime, client, canCheck }}>{question}</SeenStep>
  ) : (
    <Step number={4} title="Did it work?">
      <p className="text-muted">The client lists the tools of the server, such as call_aws and suggest_aws_commands.</p>
      {question}
      <p className="text-muted">
        If not, run the test below, which calls the runtime without the client. If it passes, the cause is the config or
        the credentials on your computer.
      </p>
    </Step>
  )
}

type SeenStepProps = Pick<CalledStepProps, 'connection' | 'runtime' | 'client' | 'canCheck'> & {
  children: React.ReactNode
}

function SeenStep({ connection, runtime, client, canCheck, children }: SeenStepProps) {
  const since = Date.now()

  return (
    <Step
      number={4}
      title="Did it work?"
      state={
        <CalledLive
          key={client.id}
          {...{ arn: runtime.arn, connection: connectionKey(connection), since }}
          client={{ id: client.id, name: client.name }}
          initial={lastCall(runtime, client.id, since) ?? null}
        />
      }
    >
      {children}
      <p className="text-muted">
        This page sees it by itself.{' '}
        <Link className="text-accent underline underline-offset-4" href={routes.runtimeTab(runtime.id, 'calls')}>
          All calls through Slipway
        </Link>
      </p>
      {canCheck ? (
        <DoctorPanel key={client.id} runtimeId={runtime.id} client={{ id: client.id, name: client.name }} />
      ) : null}
    </Step>
  )
}

function ManagedCalled({ managedTest }: Pick<CalledStepProps, 'managedTest'>) {
  return (
    <Step number={4} title="Did it work?">
      <p className="text-muted">The client lists tools such as aws___call_aws and aws___search_documentation.</p>
      <p className="text-muted">
        Asked which AWS identity it has, it answers with your own: there is no execution role.
      </p>
      {managedTest ? (
        <Disclosure summary="Test it without the client">
          <CodeBlock code={managedTest} language="bash or zsh" wrap />
        </Disclosure>
      ) : null}
    </Step>
  )
}

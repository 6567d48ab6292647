import { cookies, headers } from 'next/headers'
import { CalledStep } from '@/components/clients/called-step'
import type { Chosen } from '@/components/clients/connect-href'
import { ConnectPickers } from '@/components/clients/connect-pickers'
import { InstallHere } from '@/components/clients/install-here'
import { InstallStep } from '@/components/clients/install-step'
import { ManagedServer } from '@/components/clients/managed-server'
import { SignInStep } from '@/components/clients/sign-in-step'
import { Step, Steps } from '@/components/clients/step'
import { Notice } from '@/components/feedback/notice'
import { TestSection } from '@/components/runtimes/test-section'
import { TokenSection } from '@/components/runtimes/token-section'
import type { RuntimeView } from '@/components/runtimes/with-runtime'
import { Disclosure } from '@/components/ui/disclosure'
import { isOwnComputer } from '@/lib/auth/door/base-url'
import type { Connection } from '@/lib/aws/connection'
import { bridgeStart } from '@/lib/bridge/call'
import { type Choice, clientGroups, clientOf, readChoice, waysTo } from '@/lib/clients/choice'
import { emitConfig } from '@/lib/clients/emit'
import { entryName, type Launcher, type OperatingSystem, type Target } from '@/lib/clients/model'
import { REMEMBERED_COOKIE } from '@/lib/clients/remembered'
import { canSignIn, SUCCESSOR, successorTarget, withSignIn } from '@/lib/clients/successor'
import { env } from '@/lib/env'
import { clientsHere, isHere } from '@/lib/install/outlook'
import { routes } from '@/lib/routes'
import type { RuntimeDetail } from '@/lib/runtimes/model'

export type ConnectSearch = Promise<Partial<Record<keyof Choice, string | string[]>>>

type ConnectProps = RuntimeView & { searchParams: ConnectSearch }

/** From nothing to a first call: what the address names, for the runtime's own auth method only. */
export async function Connect({ actor, connection, runtime, searchParams }: ConnectProps) {
  const isLocal = isOwnComputer(env())
  const asked = readChoice(await searchParams, { os: await visitorsSystem(), isLocal, remembered: await remembered() })
  const client = clientOf(asked)
  const choice =
    asked.server === 'managed-oauth' && !canSignIn(client) ? { ...asked, server: 'managed' as const } : asked
  const target = targetOf(connection, runtime, choice)
  const chosen: Chosen = { runtimeId: runtime.id, choice }
  const config = emitConfig(choice.server === 'managed-oauth' ? withSignIn(client) : client, target, choice.os)
  const isManaged = choice.server !== 'runtime'

  return (
    <>
      {runtime.status === 'READY' ? null : (
        <Notice tone="info" title={`The runtime is in the state ${runtime.status}.`}>
          <p>Clients can reach it once it is READY.</p>
        </Notice>
      )}
      <ConnectPickers
        chosen={chosen}
        clients={clientGroups(await clientsHere())}
        ways={waysTo(runtime.inboundAuth.type, isLocal)}
      />
      <Steps label="Steps">
        <SignInStep connection={connection} runtime={runtime} choice={choice} isLocal={isLocal} />
        <InstallStep
          {...{ chosen, client, config }}
          install={
            isLocal && choice.launcher === 'slipway' ? <InstallHere {...{ connection, runtime, client }} /> : null
          }
        />
        <Step number={3} title={`Restart ${client.name}`}>
          <p className="text-muted">{client.restart}</p>
        </Step>
        <CalledStep
          {...{ connection, runtime, client, choice }}
          managedTest={isManaged ? managedTest(connection, choice) : undefined}
          canCheck={choice.launcher === 'slipway' && (await isHere())}
        />
      </Steps>
      {isManaged ? (
        <Disclosure summary={`${SUCCESSOR.name} or this runtime: reasons to move, and to stay`}>
          <ManagedServer move={routes.runtimeSuccessor(runtime.id)} />
        </Disclosure>
      ) : (
        <>
          {runtime.inboundAuth.type === 'jwt' ? (
            <TokenSection
              {...{ actor, connection, runtime }}
              anchor="token"
              withSignIn={choice.launcher !== 'slipway'}
            />
          ) : null}
          <TestSection {...{ actor, connection, runtime }} />
        </>
      )}
    </>
  )
}

function targetOf(connection: Connection, runtime: RuntimeDetail, { server, launcher }: Choice): Target {
  const { source, region } = connection

  if (server !== 'runtime') {
    return managedTarget(connection, launcher)
  }
  return {
    name: entryName(runtime.name),
    url: runtime.invocationUrl,
    region,
    auth: runtime.inboundAuth.type,
    launcher,
    profile: profileOf(connection),
    ...(launcher === 'slipway' ? { bridge: bridgeStart(connection, runtime) } : {}),
    ...(source.type === 'practice' ? { isPractice: true } : {}),
  }
}

function managedTarget(connection: Connection, launcher: Launcher): Target {
  return { ...successorTarget(connection.region, profileOf(connection)), launcher }
}

function profileOf({ source }: Connection): string | undefined {
  return source.type === 'profile' ? source.profile : undefined
}

/** The protocol's own test program, signed for by the proxy, whichever client is chosen. */
function managedTest(connection: Connection, { os, launcher }: Choice): string | undefined {
  return emitConfig(clientOf({ client: 'inspector' }), managedTarget(connection, launcher), os).command
}

async function remembered(): Promise<string | undefined> {
  const value = (await cookies()).get(REMEMBERED_COOKIE)?.value
  return value?.slice(0, 200)
}

async function visitorsSystem(): Promise<OperatingSystem> {
  const agent = (await headers()).get('user-agent') ?? ''
  if (/Windows/i.test(agent)) {
    return 'windows'
  }
  return /Mac OS|iPhone|iPad/i.test(agent) ? 'mac' : 'linux'
}

import { headers } from 'next/headers'
import { ClientConfig } from '@/components/clients/client-config'
import { ClientGrid } from '@/components/clients/client-grid'
import { ClientPickers } from '@/components/clients/client-pickers'
import { ManagedServer } from '@/components/clients/managed-server'
import { Notice } from '@/components/feedback/notice'
import { Section } from '@/components/layout/page'
import { InboundAuth } from '@/components/runtimes/inbound-auth'
import type { Connection } from '@/lib/aws/connection'
import { type Choice, clientOf, readChoice } from '@/lib/clients/choice'
import { emitConfig } from '@/lib/clients/emit'
import { entryName, type OperatingSystem, type Target } from '@/lib/clients/model'
import { successorTarget } from '@/lib/clients/successor'
import type { RuntimeDetail } from '@/lib/runtimes/model'

export type ConnectSearch = Promise<Partial<Record<keyof Choice, string | string[]>>>

type ConnectProps = { connection: Connection; runtime: RuntimeDetail; searchParams: ConnectSearch }

/** The config for what the address names, for the runtime's own auth method only. */
export async function Connect({ connection, runtime, searchParams }: ConnectProps) {
  const choice = readChoice(await searchParams, await visitorsSystem())
  const client = clientOf(choice)
  const target = targetOf(connection, runtime, choice)
  const chosen = { runtimeId: runtime.id, choice }

  return (
    <>
      {runtime.status === 'READY' ? null : (
        <Notice tone="info" title={`The runtime is in the state ${runtime.status}.`}>
          <p>Clients can reach it once it is READY.</p>
        </Notice>
      )}
      <Section
        title="Choose a client"
        description={
          choice.server === 'managed' ? (
            'The managed server accepts AWS credentials, whatever this runtime accepts.'
          ) : (
            <>
              This runtime accepts <InboundAuth auth={runtime.inboundAuth} />, so that is what the configs are for.
            </>
          )
        }
      >
        <ClientGrid chosen={chosen} />
        <ClientPickers chosen={chosen} isSigned={target.auth === 'sigv4'} />
      </Section>
      {choice.server === 'managed' ? <ManagedServer /> : null}
      <ClientConfig chosen={chosen} client={client} config={emitConfig(client, target, choice.os)} />
    </>
  )
}

function targetOf({ source, region }: Connection, runtime: RuntimeDetail, { server, launcher }: Choice): Target {
  const profile = source.type === 'profile' ? source.profile : undefined

  if (server === 'managed') {
    return { ...successorTarget(region, profile), launcher }
  }
  return {
    name: entryName(runtime.name),
    url: runtime.invocationUrl,
    region,
    auth: runtime.inboundAuth.type,
    launcher,
    ...(profile === undefined ? {} : { profile }),
    ...(source.type === 'practice' ? { isPractice: true } : {}),
  }
}

async function visitorsSystem(): Promise<OperatingSystem> {
  const agent = (await headers()).get('user-agent') ?? ''
  if (/Windows/i.test(agent)) {
    return 'windows'
  }
  return /Mac OS|iPhone|iPad/i.test(agent) ? 'mac' : 'linux'
}

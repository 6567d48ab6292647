import { headers } from 'next/headers'
import { ClientConfig } from '@/components/clients/client-config'
import { ClientGrid } from '@/components/clients/client-grid'
import { OsLinks } from '@/components/clients/os-links'
import { Notice } from '@/components/feedback/notice'
import { Section } from '@/components/layout/page'
import { InboundAuth } from '@/components/runtimes/inbound-auth'
import type { Connection } from '@/lib/aws/connection'
import { emitConfig } from '@/lib/clients/emit'
import { entryName, OPERATING_SYSTEMS, type OperatingSystem } from '@/lib/clients/model'
import { CLIENTS, findClient } from '@/lib/clients/registry'
import type { RuntimeDetail } from '@/lib/runtimes/model'

type Search = { client?: string | string[]; os?: string | string[] }
export type ConnectSearch = Promise<Search>

type ConnectProps = { connection: Connection; runtime: RuntimeDetail; searchParams: ConnectSearch }

/** The config for the client and system that the address names, for the runtime's own auth method only. */
export async function Connect({ connection, runtime, searchParams }: ConnectProps) {
  const search = await searchParams
  const os = OPERATING_SYSTEMS.find((name) => name === search.os) ?? (await visitorsSystem())
  const client = findClient(String(search.client)) ?? CLIENTS[0]

  if (!client) {
    return null
  }
  const config = emitConfig(client, targetOf(connection, runtime), os)

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
          <>
            This runtime accepts <InboundAuth auth={runtime.inboundAuth} />, so that is what the configs are for.
          </>
        }
        actions={<OsLinks runtimeId={runtime.id} client={client.id} os={os} />}
      >
        <ClientGrid runtimeId={runtime.id} selected={client.id} os={os} />
      </Section>
      <ClientConfig client={client} config={config} />
      <p className="text-muted">{client.restart}</p>
    </>
  )
}

function targetOf({ source, region }: Connection, { name, invocationUrl, inboundAuth }: RuntimeDetail) {
  return {
    name: entryName(name),
    url: invocationUrl,
    region,
    auth: inboundAuth.type,
    ...(source.type === 'profile' ? { profile: source.profile } : {}),
  }
}

async function visitorsSystem(): Promise<OperatingSystem> {
  const agent = (await headers()).get('user-agent') ?? ''
  if (/Windows/i.test(agent)) {
    return 'windows'
  }
  return /Mac OS|iPhone|iPad/i.test(agent) ? 'mac' : 'linux'
}

import { headers } from 'next/headers'
import Link from 'next/link'
import { ChoiceLinks } from '@/components/clients/choice-links'
import { ClientConfig } from '@/components/clients/client-config'
import { type Chosen, connectHref } from '@/components/clients/connect-href'
import { ManagedServer } from '@/components/clients/managed-server'
import { Notice } from '@/components/feedback/notice'
import { Section } from '@/components/layout/page'
import { InboundAuth } from '@/components/runtimes/inbound-auth'
import { Badge } from '@/components/ui/badge'
import type { Connection } from '@/lib/aws/connection'
import { type Choice, clientOf, readChoice } from '@/lib/clients/choice'
import { emitConfig } from '@/lib/clients/emit'
import { entryName, type OperatingSystem, type Target } from '@/lib/clients/model'
import { CLIENTS } from '@/lib/clients/registry'
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
    profile,
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

function ClientGrid({ chosen }: { chosen: Chosen }) {
  return (
    <nav aria-label="MCP clients">
      <ul className="grid grid-cols-2 gap-2 sm:grid-cols-3 lg:grid-cols-6">
        {CLIENTS.map(({ id, name, initials, status }) => (
          <li key={id}>
            <Link
              href={connectHref(chosen, { client: id, form: 'file' })}
              scroll={false}
              aria-current={id === chosen.choice.client ? 'true' : undefined}
              className="flex h-full items-center gap-2 rounded-lg border bg-surface px-2.5 py-2 hover:border-control aria-[current]:border-accent aria-[current]:bg-accent-soft"
            >
              <span
                aria-hidden
                className="flex size-7 shrink-0 items-center justify-center rounded-md bg-raised font-medium font-mono text-table"
              >
                {initials}
              </span>
              <span className="flex min-w-0 flex-col items-start gap-0.5 font-medium">
                {name}
                {status === 'legacy' ? <Badge tone="warning">legacy</Badge> : null}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** Whose computer it is, and how the signing proxy is started there. */
function ClientPickers({ chosen, isSigned }: { chosen: Chosen; isSigned: boolean }) {
  return (
    <div className="flex flex-wrap gap-2">
      <ChoiceLinks
        label="Server"
        chosen={chosen}
        options={[
          { label: 'This runtime', change: { server: 'runtime' } },
          { label: 'Managed by AWS', change: { server: 'managed' } },
        ]}
      />
      <ChoiceLinks
        label="Operating system"
        chosen={chosen}
        options={[
          { label: 'macOS', change: { os: 'mac' } },
          { label: 'Linux', change: { os: 'linux' } },
          { label: 'Windows', change: { os: 'windows' } },
        ]}
      />
      {isSigned ? (
        <ChoiceLinks
          label="How the proxy starts"
          chosen={chosen}
          options={[
            { label: 'uvx', change: { launcher: 'uvx' } },
            { label: 'Full path of uvx', change: { launcher: 'path' } },
            { label: 'Docker', change: { launcher: 'docker' } },
          ]}
        />
      ) : null}
    </div>
  )
}

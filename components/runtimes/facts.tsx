import Link from 'next/link'
import { Suspense } from 'react'
import { InboundAuth } from '@/components/runtimes/inbound-auth'
import { Card, CardBody } from '@/components/ui/card'
import { type Definition, DefinitionList } from '@/components/ui/definition-list'
import { Identifier } from '@/components/ui/identifier'
import { Skeleton } from '@/components/ui/skeleton'
import { Status } from '@/components/ui/status'
import { Term } from '@/components/ui/term'
import { Time } from '@/components/ui/time'
import type { Connection } from '@/lib/aws/connection'
import { canonicalJson } from '@/lib/format/diff'
import { formatDuration } from '@/lib/format/duration'
import { routes } from '@/lib/routes'
import { unmanagedOf } from '@/lib/runtimes/configuration'
import type { RuntimeDetail } from '@/lib/runtimes/model'
import { listRuntimeTags } from '@/lib/runtimes/queries'

export function Facts({ connection, runtime }: { connection: Connection; runtime: RuntimeDetail }) {
  return (
    <Card>
      <CardBody>
        <DefinitionList
          items={[...identity(runtime), ...setup(runtime), tags(connection, runtime), ...others(runtime)]}
        />
      </CardBody>
    </Card>
  )
}

function identity(runtime: RuntimeDetail): Definition[] {
  return [
    {
      key: 'url',
      term: <Term of="endpointUrl" />,
      value: <Identifier value={runtime.invocationUrl} max={90} label="endpoint URL" />,
    },
    { key: 'arn', term: 'ARN', value: <Identifier value={runtime.arn} max={90} label="runtime ARN" /> },
    { key: 'version', term: <Term of="version" />, value: runtime.version },
    { key: 'changed', term: 'Last change', value: <Time at={runtime.lastUpdatedAt} /> },
    { key: 'created', term: 'Created', value: <Time at={runtime.createdAt} /> },
  ]
}

function setup(runtime: RuntimeDetail): Definition[] {
  const { network, lifecycle, inboundAuth } = runtime
  return [
    { key: 'auth', term: <Term of="inboundAuth" />, value: <InboundAuth auth={inboundAuth} /> },
    ...(inboundAuth.type === 'jwt'
      ? [
          {
            key: 'issuer',
            term: <Term of="discoveryUrl" />,
            value: <Identifier value={inboundAuth.discoveryUrl} max={90} label="discovery URL" />,
          },
          {
            key: 'clients',
            term: <Term of="clientId">Allowed clients</Term>,
            value: inboundAuth.allowedClients.join(', ') || '–',
          },
        ]
      : []),
    {
      key: 'role',
      term: <Term of="executionRole" />,
      value: (
        <Link
          href={routes.runtimeTab(runtime.id, 'permissions')}
          className="break-all text-accent underline underline-offset-4"
        >
          {runtime.roleName}
        </Link>
      ),
    },
    {
      key: 'image',
      term: 'Image',
      value: runtime.image ? (
        <Identifier value={runtime.image} max={90} label="image" />
      ) : (
        'None: the runtime runs uploaded code'
      ),
    },
    { key: 'protocol', term: 'Protocol', value: runtime.protocol ?? 'HTTP (AWS default)' },
    {
      key: 'network',
      term: <Term of="networkMode">Network</Term>,
      value: [network.mode, ...network.subnets, ...network.securityGroups].join(', '),
    },
    { key: 'lifecycle', term: <Term of="session">Sessions end</Term>, value: lifecycleText(lifecycle) },
    {
      key: 'mmds',
      term: <Term of="mmdsV2" />,
      value: runtime.mmdsV2 ? (
        <Status tone="success" label="Required" />
      ) : (
        <Status tone="warning" label="Not required" />
      ),
    },
  ]
}

function others({ configuration }: RuntimeDetail): Definition[] {
  const settings = unmanagedOf(configuration)
  const isNone = Object.keys(settings).length === 0
  const value = <pre className="whitespace-pre-wrap break-all font-mono text-table">{canonicalJson(settings)}</pre>
  return isNone ? [] : [{ key: 'others', term: <Term of="otherSettings" />, value }]
}

function tags(connection: Connection, { arn }: RuntimeDetail): Definition {
  return {
    key: 'tags',
    term: 'Tags',
    value: (
      <Suspense fallback={<Skeleton className="h-5 w-48" />}>
        <Tags connection={connection} arn={arn} />
      </Suspense>
    ),
  }
}

async function Tags({ connection, arn }: { connection: Connection; arn: string }) {
  const answer = await listRuntimeTags(connection, arn)

  if (!answer.ok) {
    return <span className="text-muted">{answer.error.message}</span>
  }
  const entries = Object.entries(answer.data)
  return entries.length === 0 ? (
    <span className="text-muted">None</span>
  ) : (
    <ul className="flex flex-col gap-0.5 font-mono text-table">
      {entries.map(([key, value]) => (
        <li key={key} className="break-all">{`${key} = ${value}`}</li>
      ))}
    </ul>
  )
}

function lifecycleText({ idleRuntimeSessionTimeout: idle = 900, maxLifetime = 28_800 }: RuntimeDetail['lifecycle']) {
  return `after ${formatDuration(idle * 1000)} without a call, or ${formatDuration(maxLifetime * 1000)} in all`
}

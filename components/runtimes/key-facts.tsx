import type { Route } from 'next'
import Link from 'next/link'
import { type ReactNode, Suspense } from 'react'
import { InboundAuth } from '@/components/runtimes/inbound-auth'
import type { RuntimeView } from '@/components/runtimes/with-runtime'
import { Skeleton } from '@/components/ui/skeleton'
import { Status } from '@/components/ui/status'
import { Time } from '@/components/ui/time'
import type { Connection } from '@/lib/aws/connection'
import { formatDuration } from '@/lib/format/duration'
import { lastLogLineAt } from '@/lib/logs/queries'
import { lastTest } from '@/lib/mcp/tester/last-tests'
import { routes } from '@/lib/routes'
import type { RuntimeDetail } from '@/lib/runtimes/model'
import type { LastTest } from '@/lib/runtimes/verdict'
import { keptSignIn } from '@/lib/tokens/queries'

/** What is asked most about a runtime, each with the way to more of it. */
export function KeyFacts({ actor, connection, runtime }: RuntimeView) {
  const { id, inboundAuth, version, image } = runtime
  const signInPage = inboundAuth.type === 'jwt' ? routes.runtimeToken(id) : routes.runtimeTab(id, 'connect')

  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border bg-border lg:grid-cols-4">
      <Fact term="Last test" door={{ label: 'Call a tool', href: routes.runtimeTab(id, 'tester') }}>
        <TestFact test={lastTest(actor, connection, id)} version={version} />
      </Fact>
      <Fact term="Last call" door={{ label: 'Read the log', href: routes.runtimeTab(id, 'logs') }}>
        {runtime.status === 'CREATE_FAILED' ? (
          <Words main="None" note="It was never created" />
        ) : (
          <Suspense fallback={<Waiting />}>
            <LastCall connection={connection} id={id} />
          </Suspense>
        )}
      </Fact>
      <Fact
        term="Sign-in"
        door={{ label: inboundAuth.type === 'jwt' ? 'Get a token' : 'Connect a client', href: signInPage }}
      >
        <Suspense fallback={<Waiting />}>
          <SignIn actor={actor} connection={connection} runtime={runtime} />
        </Suspense>
      </Fact>
      <Fact term="Version" door={{ label: 'All versions', href: routes.runtimeTab(id, 'versions') }}>
        <Words main={version} note={image ? imageName(image) : 'Made from code'} />
      </Fact>
    </dl>
  )
}

type FactProps = { term: string; door: { label: string; href: Route }; children: ReactNode }

function Fact({ term, door, children }: FactProps) {
  return (
    <div className="flex min-w-0 flex-col gap-0.5 bg-surface px-4 py-3">
      <dt className="text-muted text-table">{term}</dt>
      <dd className="flex min-w-0 flex-1 flex-col gap-0.5">
        {children}
        <Link href={door.href} className="mt-auto w-fit pt-1 text-accent text-table underline underline-offset-4">
          {door.label}
        </Link>
      </dd>
    </div>
  )
}

function Words({ main, note }: { main: ReactNode; note: ReactNode }) {
  return (
    <>
      <span className="min-w-0 break-words font-medium">{main}</span>
      <span className="min-w-0 break-words text-muted text-table">{note}</span>
    </>
  )
}

/** As high as two lines of words. */
function Waiting() {
  return (
    <>
      <Skeleton className="my-0.5 h-4 w-24" />
      <Skeleton className="my-0.5 h-4 w-32" />
    </>
  )
}

function TestFact({ test, version }: { test: LastTest | undefined; version: string }) {
  if (!test) {
    return <Words main="Not yet" note="Since Slipway was started" />
  }
  const about = test.version === version ? '' : ` of version ${test.version}`
  const took = `${test.trouble ? '' : `${test.tools} tools, `}${formatDuration(test.totalMs)}`
  return (
    <Words
      main={
        <Status tone={test.trouble ? 'danger' : 'success'} label={`${test.trouble ? 'Failed' : 'Passed'}${about}`} />
      }
      note={
        <>
          <Time at={test.at} />, {took}
        </>
      }
    />
  )
}

async function LastCall({ connection, id }: { connection: Connection; id: string }) {
  const at = await lastLogLineAt(connection, id)

  if (!at.ok) {
    return <Words main="Not known" note={at.error.message} />
  }
  return at.data === null ? (
    <Words main="None" note="Its log is empty" />
  ) : (
    <Words main={<Time at={at.data} />} note="By its log, which may lag" />
  )
}

async function SignIn({ actor, connection, runtime }: RuntimeView) {
  const { id, inboundAuth } = runtime
  const auth = <InboundAuth auth={inboundAuth} />

  if (inboundAuth.type === 'sigv4') {
    return <Words main={auth} note="AWS credentials" />
  }
  const kept = await keptSignIn(actor, connection, id)
  return <Words main={auth} note={kept ? <Kept {...kept} /> : noneKept(inboundAuth)} />
}

function Kept({ userName, until }: { userName: string; until?: string | undefined }) {
  return (
    <>
      <span className="break-all">{userName}</span>
      {until ? (
        <>
          , ends <Time at={until} />
        </>
      ) : null}
    </>
  )
}

function noneKept({ userPoolId }: Extract<RuntimeDetail['inboundAuth'], { type: 'jwt' }>): string {
  return userPoolId === undefined ? 'Tokens of its own issuer' : 'No sign-in kept here'
}

/** What stands after the registry: `awslabs/server:1.2.0`. */
function imageName(image: string): string {
  return image.slice(image.indexOf('/') + 1)
}

import Link from 'next/link'
import { Status } from '@/components/ui/status'
import type { Tone } from '@/components/ui/tone'
import type { Actor } from '@/lib/auth/actor'
import type { Connection } from '@/lib/aws/connection'
import { readBriefly } from '@/lib/health/brief'
import { lastTest } from '@/lib/mcp/tester/last-tests'
import { routes } from '@/lib/routes'
import { getRuntime } from '@/lib/runtimes/queries'

type ServerHealthProps = { actor: Actor; connection: Connection; id: string }

const WORDS: Partial<Record<Tone, string>> = { success: 'Well', warning: 'Mend', danger: 'Failing' }

/** The verdict of one server, in a word and its sentence; its page has all that it stands on. */
export async function ServerHealth({ actor, connection, id }: ServerHealthProps) {
  const runtime = await getRuntime(connection, id)

  if (!runtime.ok) {
    return <Status tone="neutral" label="Not seen" />
  }
  const { tone, text } = await readBriefly(connection, runtime.data, lastTest(actor, connection, id), Date.now())
  return (
    <Link href={routes.runtime(id)} className="flex min-w-0 flex-col rounded hover:underline">
      <Status tone={tone} label={WORDS[tone] ?? 'Note'} />
      <span className="min-w-0 break-words text-muted text-table">{text.replace(/^Well: /, '')}</span>
    </Link>
  )
}

import Link from 'next/link'
import { routes } from '@/lib/routes'
import type { RuntimeDetail } from '@/lib/runtimes/model'
import { outlookOf } from '@/lib/successor/outlook'

/** Before a deletion, where the server has a successor: the way to it. */
export function MoveFirst({ runtime, region }: { runtime: RuntimeDetail; region: string }) {
  return outlookOf(runtime, region).state === 'possible' ? (
    <Link className="w-fit text-accent underline underline-offset-4" href={routes.runtimeSuccessor(runtime.id)}>
      See first whether the managed AWS MCP Server can take its place
    </Link>
  ) : null
}

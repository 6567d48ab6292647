import { PageHeader } from '@/components/layout/page'
import type { SetupSearch } from '@/components/setup/setup'
import { RUNTIME_ID } from '@/lib/runtimes/ids'

/** What this visit is about: a new server, or the one that is edited. */
export async function SetupHeader({ searchParams }: { searchParams: SetupSearch }) {
  const { from } = await searchParams

  if (typeof from !== 'string' || !RUNTIME_ID.test(from)) {
    return <NewServerHeader />
  }
  return (
    <PageHeader
      title={`Edit ${from.slice(0, from.lastIndexOf('-'))}`}
      description="The answers begin as what AWS has now. Change what you like; the review shows just what differs, before anything changes."
    />
  )
}

export function NewServerHeader() {
  return (
    <PageHeader title="Set up your server" description="Four steps. Nothing changes in AWS before you press Launch." />
  )
}

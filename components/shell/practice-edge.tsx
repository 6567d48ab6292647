import { currentContext } from '@/lib/auth/context'

/** A thin striped edge over the window for as long as the practice account is in use. */
export async function PracticeEdge() {
  const context = await currentContext()

  if (context?.connection.source.type !== 'practice') {
    return null
  }
  return <div aria-hidden className="practice-stripes pointer-events-none fixed inset-x-0 top-0 z-40 h-1" />
}

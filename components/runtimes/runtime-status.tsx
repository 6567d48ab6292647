import { LoaderCircle } from 'lucide-react'
import { Status } from '@/components/ui/status'
import { isTransitional, type RuntimeStatus as RuntimeStatusValue } from '@/lib/runtimes/model'

/** AWS's own word, never a nicer one. */
export function RuntimeStatus({ status }: { status: RuntimeStatusValue }) {
  if (isTransitional(status)) {
    return (
      <Status tone="info" label={status} icon={<LoaderCircle aria-hidden className="motion-safe:animate-spin" />} />
    )
  }
  return <Status tone={status === 'READY' ? 'success' : 'danger'} label={status} />
}

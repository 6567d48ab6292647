import { Term } from '@/components/ui/term'
import type { InboundAuth as InboundAuthValue } from '@/lib/runtimes/model'

export function InboundAuth({ auth }: { auth: InboundAuthValue }) {
  return <Term of={auth.type === 'jwt' ? 'jwt' : 'sigV4'} />
}

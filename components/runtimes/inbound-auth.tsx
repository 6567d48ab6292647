import { Term } from '@/components/ui/term'
import type { InboundAuth as InboundAuthValue } from '@/lib/runtimes/model'

export function InboundAuth({ auth }: { auth: InboundAuthValue }) {
  return auth.type === 'jwt' ? (
    <Term term="Callers send an access token of one issuer. A runtime takes tokens or AWS signatures, never both.">
      JWT
    </Term>
  ) : (
    <Term term="Callers sign each request with AWS credentials. A runtime takes tokens or AWS signatures, never both.">
      SigV4
    </Term>
  )
}

'use client'

import { handOver } from '@/components/findings/handed-over'
import { ButtonLink } from '@/components/ui/button'
import { routes } from '@/lib/routes'

/** Leads to the page that explains errors, with this text filled in. */
export function ExplainLink({ text }: { text: string }) {
  return (
    <ButtonLink size="sm" href={routes.logsExplain()} onClick={() => handOver(text)}>
      Explain this error
    </ButtonLink>
  )
}

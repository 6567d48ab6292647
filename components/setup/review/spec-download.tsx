'use client'

import { Download } from 'lucide-react'
import { Button } from '@/components/ui/button'
import type { DeploymentSpec } from '@/lib/deployments/spec/schema'

/** Saves the spec as a file: it has no secret, so it can be kept in git and given to `npm run slipway -- apply`. */
export function SpecDownload({ spec }: { spec: DeploymentSpec }) {
  function download() {
    const url = URL.createObjectURL(new Blob([`${JSON.stringify(spec, null, 2)}\n`], { type: 'application/json' }))
    const link = document.createElement('a')
    link.href = url
    link.download = `${spec.name}.slipway.json`
    link.click()
    URL.revokeObjectURL(url)
  }

  return (
    <Button size="sm" variant="ghost" onClick={download}>
      <Download aria-hidden />
      Download spec
    </Button>
  )
}

'use client'

import { Download } from 'lucide-react'
import { Button } from '@/components/ui/button'

/** Saves a text as a file, from the browser itself: nothing is asked of the server. */
export function DownloadButton({ text, fileName }: { text: string; fileName: string }) {
  function download() {
    const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }))
    const anchor = document.createElement('a')
    anchor.href = url
    // A name that starts with a dot is saved without it by some browsers, or hidden by the system.
    anchor.download = fileName.replace(/^\.+/, '')
    anchor.click()
    URL.revokeObjectURL(url)
  }

  return (
    <Button size="sm" onClick={download}>
      <Download aria-hidden />
      Download
    </Button>
  )
}

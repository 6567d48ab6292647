import { useEffect, useRef, useState } from 'react'

const FLUSH_MS = 100

/** The same stream as the product's page reads, kept in an array of the page. */
export function useFeed(): string[] {
  const rows = useRef<string[]>([])
  const [, setCount] = useState(0)

  useEffect(() => {
    const stream = new EventSource('/api/logs/stream')
    stream.onmessage = ({ data }: MessageEvent<string>) => {
      const message = JSON.parse(data) as { type: string; events?: { text: string }[] }
      for (const { text } of message.events ?? []) {
        rows.current.push(text)
      }
    }
    const timer = setInterval(() => setCount(rows.current.length), FLUSH_MS)
    return () => {
      stream.close()
      clearInterval(timer)
    }
  }, [])

  return rows.current
}

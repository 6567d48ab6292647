import { useVirtualizer } from '@tanstack/react-virtual'
import { useLayoutEffect, useRef } from 'react'
import { createRoot } from 'react-dom/client'
import { useFeed } from './use-feed'

function Page() {
  const rows = useFeed()
  const scroller = useRef<HTMLDivElement>(null)
  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 20,
    overscan: 8,
  })
  const { length } = rows

  useLayoutEffect(() => {
    if (length > 0) {
      scroller.current?.scrollTo({ top: scroller.current.scrollHeight })
    }
  }, [length])

  return (
    <div ref={scroller} className="scroller" style={{ height: 600, overflow: 'auto' }}>
      <div style={{ height: list.getTotalSize(), position: 'relative' }}>
        {list.getVirtualItems().map(({ index, key, start }) => (
          <pre
            key={key}
            ref={list.measureElement}
            data-index={index}
            style={{ position: 'absolute', top: 0, transform: `translateY(${start}px)` }}
          >
            {rows[index]}
          </pre>
        ))}
      </div>
    </div>
  )
}

createRoot(document.body.appendChild(document.createElement('div'))).render(<Page />)

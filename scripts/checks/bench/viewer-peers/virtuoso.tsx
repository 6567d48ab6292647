import { createRoot } from 'react-dom/client'
import { Virtuoso } from 'react-virtuoso'
import { useFeed } from './use-feed'

function Page() {
  const rows = useFeed()
  return (
    <Virtuoso
      className="scroller"
      style={{ height: 600 }}
      totalCount={rows.length}
      defaultItemHeight={20}
      followOutput={() => true}
      itemContent={(index) => <pre>{rows[index]}</pre>}
    />
  )
}

createRoot(document.body.appendChild(document.createElement('div'))).render(<Page />)

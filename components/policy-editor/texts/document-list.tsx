import { clsx } from 'clsx'
import { FileLock2, FilePenLine, Plus } from 'lucide-react'
import { BaseButton } from '@/components/ui/base-controls'
import { Button } from '@/components/ui/button'
import type { DocumentKind, RoleDocument } from '@/lib/roles/document'

const GROUPS: { kind: DocumentKind; title: string; about: string }[] = [
  { kind: 'inline', title: 'Inline policies', about: 'They belong to this role alone.' },
  { kind: 'managed', title: 'Managed policies', about: 'They may be attached elsewhere, too.' },
  { kind: 'trust', title: 'Trust policy', about: 'Who may assume the role.' },
  { kind: 'boundary', title: 'Permissions boundary', about: 'The most that the role can ever do.' },
]

type DocumentListProps = {
  documents: RoleDocument[]
  selected: string
  isChanged: (id: string) => boolean
  onSelect: (id: string) => void
  /** Absent where nothing can be changed. */
  onAdd?: (() => void) | undefined
  onAttach?: (() => void) | undefined
}

/** Every document that decides what the role may do. */
export function DocumentList({ documents, selected, isChanged, onSelect, onAdd, onAttach }: DocumentListProps) {
  return (
    <nav aria-label="Documents of the role" className="flex min-w-0 flex-col gap-3 min-[900px]:row-span-2">
      {GROUPS.map(({ kind, title, about }) => {
        const members = documents.filter((document) => document.kind === kind)
        const more = { inline: onAdd, managed: onAttach, trust: undefined, boundary: undefined }[kind]
        return members.length === 0 && !more ? null : (
          <div key={kind} className="flex flex-col gap-1">
            <h2 title={about} className="px-2 font-medium text-muted text-xs">
              {title}
            </h2>
            <ul>
              {members.map((document) => (
                <li key={document.id}>
                  <DocumentButton
                    document={document}
                    isSelected={document.id === selected}
                    isChanged={isChanged(document.id)}
                    onSelect={() => onSelect(document.id)}
                  />
                </li>
              ))}
            </ul>
            {more ? (
              <Button variant="ghost" size="sm" className="self-start" onClick={more}>
                <Plus aria-hidden />
                {kind === 'inline' ? 'New inline policy' : 'Attach a managed policy'}
              </Button>
            ) : null}
          </div>
        )
      })}
    </nav>
  )
}

type DocumentButtonProps = { document: RoleDocument; isSelected: boolean; isChanged: boolean; onSelect: () => void }

function DocumentButton({ document, isSelected, isChanged, onSelect }: DocumentButtonProps) {
  const Icon = document.isEditable ? FilePenLine : FileLock2

  return (
    <BaseButton
      aria-current={isSelected || undefined}
      onClick={onSelect}
      className={clsx(
        'flex min-h-9 w-full items-center gap-2 rounded-md px-2 py-1 text-left text-table',
        isSelected ? 'bg-accent-soft font-medium' : 'hover:bg-raised',
      )}
    >
      <Icon aria-hidden className="size-4 shrink-0 text-muted" />
      <span className="min-w-0 flex-1 break-all">{document.name}</span>
      {document.isEditable ? null : <span className="text-muted text-xs">can’t be edited</span>}
      {isChanged ? <span className="text-warning text-xs">unsaved</span> : null}
    </BaseButton>
  )
}

import { SwitchButton } from '@/components/shell/switch-button'
import { buttonClass } from '@/components/ui/button'
import type { Connection } from '@/lib/aws/connection'

/** The way into the practice account from a connection to another. */
export function UsePractice({ connection, region }: { connection: Connection; region: string }) {
  return connection.source.type === 'practice' ? null : (
    <SwitchButton source="practice" region={region} className={buttonClass({ size: 'sm' })}>
      Use the practice account
    </SwitchButton>
  )
}

import type { ReactNode } from 'react'

/** Line icons on a 24 grid, drawn with the text colour. They are always decoration: the word stands beside them or in a label. */
const shapes = {
  close: <path d="M6 6l12 12M18 6L6 18" />,
  check: <path d="M5 12.5l4.5 4.5L19 7.5" />,
  left: <path d="M15 5l-7 7 7 7" />,
  right: <path d="M9 5l7 7-7 7" />,
  down: <path d="M5 9l7 7 7-7" />,
  plus: <path d="M12 5v14M5 12h14" />,
  minus: <path d="M5 12h14" />,
  pin: (
    <>
      <path d="M12 21s7-6.2 7-11.5A7 7 0 0 0 5 9.5C5 14.8 12 21 12 21z" />
      <circle cx="12" cy="9.5" r="2.5" />
    </>
  ),
  camera: (
    <>
      <path d="M4 8h3.5l1.5-2.5h6L16.5 8H20v11H4z" />
      <circle cx="12" cy="13.3" r="3.3" />
    </>
  ),
  clock: (
    <>
      <circle cx="12" cy="12" r="8.5" />
      <path d="M12 7.5V12l3 2" />
    </>
  ),
  alert: (
    <>
      <path d="M12 4L2.8 19.5h18.4z" />
      <path d="M12 10v4.5M12 17.2v.1" />
    </>
  ),
  info: (
    <>
      <circle cx="12" cy="12" r="8.5" />
      <path d="M12 11v5.5M12 7.7v.1" />
    </>
  ),
  search: (
    <>
      <circle cx="10.5" cy="10.5" r="6" />
      <path d="M15 15l5 5" />
    </>
  ),
  person: (
    <>
      <circle cx="12" cy="8.5" r="4" />
      <path d="M4 20.5c1-4.5 4-6 8-6s7 1.5 8 6" />
    </>
  ),
  home: <path d="M4 11l8-7 8 7v9h-5.5v-6h-5v6H4z" />,
  offline: (
    <>
      <path d="M4 4l16 16" />
      <path d="M5 12.5a10 10 0 0 1 4-2.3M12.8 9.6c2.4.2 4.5 1.2 6.2 2.9M8.3 16a5.3 5.3 0 0 1 5-1.2M12 19.3v.1" />
    </>
  ),
  phone: (
    <path d="M6 3.5h3.5l1.5 4.5-2 1.7a12 12 0 0 0 5.3 5.3l1.7-2 4.5 1.5V18a2.5 2.5 0 0 1-2.7 2.5C10.5 20 4 13.5 3.5 6.2A2.5 2.5 0 0 1 6 3.5z" />
  ),
  photo: (
    <>
      <path d="M4 5h16v14H4z" />
      <path d="M4 16l5-5 4 4 2.5-2.5L20 17" />
      <circle cx="15.5" cy="9" r="1.3" />
    </>
  ),
  voice: (
    <>
      <path d="M9.5 4.5h5v8h-5z" />
      <path d="M6 11.5c0 3.5 2.5 5.5 6 5.5s6-2 6-5.5M12 17v3.5" />
    </>
  ),
  video: <path d="M4 7h11v10H4zM15 11l5-3v8l-5-3" />,
  refresh: <path d="M19 12a7 7 0 1 1-2.2-5.1M19 4v4.5h-4.5" />,
} satisfies Record<string, ReactNode>

export type IconName = keyof typeof shapes

export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg className="ll-icon" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      {shapes[name]}
    </svg>
  )
}

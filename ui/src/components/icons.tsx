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
  bell: (
    <>
      <path d="M6 17V11a6 6 0 0 1 12 0v6l1.5 1.5h-15z" />
      <path d="M10 20.5a2.2 2.2 0 0 0 4 0" />
    </>
  ),
  list: <path d="M8.5 6.5H20M8.5 12H20M8.5 17.5H20M4.2 6.5h.1M4.2 12h.1M4.2 17.5h.1" />,
  grid: (
    <>
      <path d="M4 4.5h16v15H4z" />
      <path d="M4 11h7M11 4.5v15M11 14.5h9" />
    </>
  ),
  locate: (
    <>
      <circle cx="12" cy="12" r="6" />
      <path d="M12 2.5V6M12 18v3.5M2.5 12H6M18 12h3.5M12 12v.1" />
    </>
  ),
  building: <path d="M6 20.5V4h9v16.5M15 10h4v10.5M3.5 20.5h17M9 8h3M9 12h3M9 16h3" />,
  people: (
    <>
      <circle cx="9" cy="8.5" r="3.3" />
      <path d="M2.8 19c.6-4 3-5.4 6.2-5.4s5.6 1.4 6.2 5.4M15.5 5.5a3.3 3.3 0 0 1 0 6M17.5 14c2.2.7 3.3 2.3 3.7 5" />
    </>
  ),
  more: <path d="M5.5 12h.1M12 12h.1M18.5 12h.1" />,
  send: <path d="M4 12L20 4.5 14.5 20l-3-6.5zM11.5 13.5L20 4.5" />,
  trash: <path d="M5 7h14M9.5 7V4.5h5V7M7 7l.8 13h8.4L17 7M10.5 11v5.5M13.5 11v5.5" />,
  outbox: <path d="M4 13v6.5h16V13M12 15V4.5M7.5 8.5L12 4l4.5 4.5" />,
  language: (
    <>
      <circle cx="12" cy="12" r="8.5" />
      <path d="M3.5 12h17M12 3.5c5 5 5 12 0 17M12 3.5c-5 5-5 12 0 17" />
    </>
  ),
  sun: (
    <>
      <circle cx="12" cy="12" r="4" />
      <path d="M12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6L7 7M17 17l1.4 1.4M5.6 18.4L7 17M17 7l1.4-1.4" />
    </>
  ),
  letter: <path d="M4 19L9.5 5 15 19M6 14.5h7M15 12.5h6M18 12.5V19" />,
  out: <path d="M13.5 4.5H5v15h8.5M10 12h10.5M16.5 8l4 4-4 4" />,
  edit: <path d="M5 19l1-4.5L16.5 4l3.5 3.5L9.5 18zM14 6.5L17.5 10" />,
  folder: <path d="M3.5 6.5h6l2 2.5h9v10h-17z" />,
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

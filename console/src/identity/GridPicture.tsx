/** A quarter drawn as its grids, one of them ours. Only a picture. */
const houses: readonly [x: number, y: number, w: number, h: number, ours?: true][] = [
  [40, 60, 70, 30],
  [40, 108, 70, 30],
  [40, 156, 70, 30],
  [136, 60, 30, 126],
  [230, 50, 90, 34],
  [230, 104, 40, 70],
  [284, 104, 36, 70],
  [372, 60, 34, 120],
  [424, 60, 34, 120],
  [44, 262, 60, 40],
  [44, 322, 60, 40],
  [124, 262, 40, 100],
  [232, 256, 88, 28, true],
  [232, 300, 88, 28, true],
  [232, 344, 88, 28, true],
  [378, 258, 78, 46],
  [378, 322, 34, 52],
  [424, 322, 34, 52],
  [48, 452, 110, 36],
  [48, 506, 110, 36],
  [236, 448, 40, 90],
  [292, 448, 30, 90],
  [376, 452, 84, 30],
  [376, 502, 84, 40],
]

export function GridPicture() {
  return (
    <svg className="grid-picture" viewBox="0 0 500 600" aria-hidden="true" focusable="false">
      <g className="grid-plots">
        <path d="M20 36h166v176H20zM206 36h134v176H206zM360 36h120v176H360zM20 236h166v160H20zM360 236h120v160H360zM20 420h166v150H20zM206 420h134v150H206zM360 420h120v150H360z" />
        <path className="grid-ours" d="M206 236h134v160H206z" />
      </g>
      {houses.map(([x, y, width, height, ours]) => (
        <rect
          key={`${x}-${y}`}
          className={ours ? 'grid-house grid-house-ours' : 'grid-house'}
          x={x}
          y={y}
          width={width}
          height={height}
          rx="3"
        />
      ))}
      <path className="grid-pin" d="M273 232c0-14-10-24-22-24s-22 10-22 24c0 16 22 38 22 38s22-22 22-38z" />
      <circle className="grid-pin-eye" cx="251" cy="231" r="8" />
    </svg>
  )
}

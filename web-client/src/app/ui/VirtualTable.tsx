import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, type ReactNode } from 'react';

export const ROW_HEIGHT = 48;

/** A column of a table; what has a `sort` can be sorted by. */
export interface Column<Sort extends string> {
  readonly label: string;
  readonly sort?: Sort;
  readonly className?: string;
  /** Not shown, only read out. */
  readonly hidden?: boolean;
}

export interface Sorting<Sort extends string> {
  readonly by: Sort;
  readonly direction: 'ASC' | 'DESC';
}

interface VirtualTableProps<E extends { readonly id: string }, Sort extends string> {
  readonly label: string;
  readonly columns: readonly Column<Sort>[];
  readonly sorting: Sorting<Sort>;
  readonly onSort: (sorting: Sorting<Sort>) => void;
  readonly items: readonly E[];
  /** What the list is of; another one is shown from its top. */
  readonly list: string;
  /** All there are, in sight or not, here or not yet. */
  readonly total: number;
  readonly busy: boolean;
  /** Is told how far the list is in sight. */
  readonly onReach: (index: number) => void;
  readonly row: (item: E) => ReactNode;
}

/** A table of any length, of which only those rows exist that are in sight. */
export function VirtualTable<E extends { readonly id: string }, Sort extends string>(
  props: VirtualTableProps<E, Sort>,
) {
  const { items, total, onReach, list } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: Math.max(total, items.length),
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
    getItemKey: (index) => items[index]?.id ?? index,
  });
  const rows = virtual.getVirtualItems();
  const last = rows.at(-1)?.index ?? 0;
  useEffect(() => {
    scroller.current?.scrollTo({ top: 0 });
  }, [list]);
  useEffect(() => {
    onReach(last);
  });
  return (
    <div
      className="table"
      role="table"
      aria-label={props.label}
      aria-rowcount={virtual.options.count + 1}
      aria-busy={props.busy}
    >
      <div role="rowgroup" className="table-head">
        <div role="row" aria-rowindex={1} className="row">
          {props.columns.map((column) => (
            <Heading key={column.label} column={column} sorting={props.sorting} onSort={props.onSort} />
          ))}
        </div>
      </div>
      <div ref={scroller} role="rowgroup" className="table-body" tabIndex={0} aria-label={`Rows of ${props.label}`}>
        <div role="presentation" style={{ height: virtual.getTotalSize() }}>
          {rows.map(({ key, index, start }) => {
            const item = items[index];
            return (
              <div
                key={key}
                role="row"
                aria-rowindex={index + 2}
                className="row"
                data-id={item?.id}
                style={{ transform: `translateY(${start}px)`, height: ROW_HEIGHT }}
              >
                {item === undefined ? <div role="cell" className="wait" /> : props.row(item)}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

function Heading<Sort extends string>({
  column: { label, sort, className, hidden },
  sorting,
  onSort,
}: {
  column: Column<Sort>;
  sorting: Sorting<Sort>;
  onSort: (sorting: Sorting<Sort>) => void;
}) {
  if (sort === undefined) {
    return (
      <div role="columnheader" className={className}>
        <span className={hidden ? 'read-out' : undefined}>{label}</span>
      </div>
    );
  }
  const direction = sorting.by === sort ? sorting.direction : undefined;
  return (
    <div
      role="columnheader"
      className={className}
      aria-sort={direction === undefined ? 'none' : direction === 'ASC' ? 'ascending' : 'descending'}
    >
      <button
        type="button"
        className="sort"
        onClick={() => {
          onSort({ by: sort, direction: direction === 'ASC' ? 'DESC' : 'ASC' });
        }}
      >
        {label} <span aria-hidden="true">{direction === undefined ? '↕' : direction === 'ASC' ? '↑' : '↓'}</span>
      </button>
    </div>
  );
}

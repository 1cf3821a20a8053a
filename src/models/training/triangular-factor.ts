/** Rows that are worked on at a time, for each column: more take memory, fewer time. */
const ROWS_FOR_COLUMN = 4;

/**
 * The triangular factor R of a table's QR decomposition, to which rows are added one after the other, by Householder reflections of
 * blocks (Golub & Van Loan 2013, Matrix Computations, §5.2 and §5.2.8 of tall matrices). It holds all that least squares need of the rows.
 */
export class TriangularFactor {
  /** Column after column: the first rows are those of the factor, then come new ones. */
  private readonly numbers: Float64Array;
  private readonly height: number;
  private used: number;

  constructor(readonly width: number) {
    this.height = width * (1 + ROWS_FOR_COLUMN);
    this.numbers = new Float64Array(this.height * width);
    this.used = width;
  }

  /** @param row as many numbers as there are columns */
  add(row: Float64Array): void {
    for (let column = 0; column < this.width; column += 1) {
      this.numbers[column * this.height + this.used] = row[column] ?? 0;
    }
    this.used += 1;
    if (this.used === this.height) this.reduce();
  }

  /** Adds the rows that another factor stands for. */
  addAll(other: TriangularFactor): void {
    const rows = other.toRows();
    for (let row = 0; row < this.width; row += 1) this.add(rows.slice(row * this.width, (row + 1) * this.width));
  }

  /** @returns width × width numbers, row after row, zeros below the diagonal */
  toRows(): Float64Array {
    this.reduce();
    const { width, height, numbers } = this;
    const rows = new Float64Array(width * width);
    for (let row = 0; row < width; row += 1) {
      for (let column = row; column < width; column += 1)
        rows[row * width + column] = numbers[column * height + row] ?? 0;
    }
    return rows;
  }

  private reduce(): void {
    for (let column = 0; column < this.width; column += 1) this.reflect(column);
    for (let column = 0; column < this.width; column += 1) {
      this.numbers.fill(0, column * this.height + column + 1, (column + 1) * this.height);
    }
    this.used = this.width;
  }

  /** Makes a column zero below the diagonal. Indices are in bounds, which the compiler cannot know. */
  private reflect(column: number): void {
    const { numbers, height, width, used } = this;
    const start = column * height;
    let squares = 0;
    for (let row = column; row < used; row += 1) squares += (numbers[start + row] as number) ** 2;
    if (squares === 0) return;
    const diagonal = numbers[start + column] as number;
    const norm = diagonal > 0 ? -Math.sqrt(squares) : Math.sqrt(squares);
    numbers[start + column] = diagonal - norm;
    const half = squares - diagonal * norm; // half the squared norm of the reflection's vector
    for (let other = column + 1; other < width; other += 1) {
      const offset = other * height;
      let product = 0;
      for (let row = column; row < used; row += 1)
        product += (numbers[start + row] as number) * (numbers[offset + row] as number);
      const factor = product / half;
      for (let row = column; row < used; row += 1) {
        numbers[offset + row] = (numbers[offset + row] as number) - factor * (numbers[start + row] as number);
      }
    }
    numbers[start + column] = norm;
  }
}

# mx

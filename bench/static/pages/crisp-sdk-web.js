library.Crisp.configure("00000000-0000-4000-8000-000000000001");
library.Crisp.chat.show();
